/** A queue of small integers, lowest key first, ties by the lower integer; entries may be pushed again with a lower key. */
export class Heap {
  private items: number[] = [];
  private keys: number[] = [];

  get size(): number {
    return this.items.length;
  }

  clear(): void {
    this.items.length = 0;
    this.keys.length = 0;
  }

  push(item: number, key: number): void {
    let at = this.items.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(key, item, parent)) break;
      this.items[at] = this.items[parent]!;
      this.keys[at] = this.keys[parent]!;
      at = parent;
    }
    this.items[at] = item;
    this.keys[at] = key;
  }

  pop(): number | undefined {
    const top = this.items[0];
    const item = this.items.pop();
    const key = this.keys.pop();
    if (item !== undefined && key !== undefined && this.items.length) this.sink(item, key);
    return top;
  }

  private sink(item: number, key: number): void {
    const { items, keys } = this;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && this.before(keys[child + 1]!, items[child + 1]!, child))
        child++;
      if (this.before(key, item, child)) break;
      items[at] = items[child]!;
      keys[at] = keys[child]!;
      at = child;
    }
    items[at] = item;
    keys[at] = key;
  }

  private before(key: number, item: number, slot: number): boolean {
    return key < this.keys[slot]! || (key === this.keys[slot]! && item < this.items[slot]!);
  }
}
