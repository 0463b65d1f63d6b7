/** A queue of small integers, lowest key first, ties by the lower integer; entries may be pushed again with a lower key. */
export class Heap {
  private items = new Int32Array(64);
  private keys = new Float64Array(64);
  private length = 0;

  get size(): number {
    return this.length;
  }

  clear(): void {
    this.length = 0;
  }

  push(item: number, key: number): void {
    if (this.length === this.items.length) this.grow();
    const { items, keys } = this;
    let at = this.length++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(key, item, parent)) break;
      items[at] = items[parent]!;
      keys[at] = keys[parent]!;
      at = parent;
    }
    items[at] = item;
    keys[at] = key;
  }

  pop(): number | undefined {
    if (this.length === 0) return undefined;
    const top = this.items[0];
    this.length--;
    this.sink(this.items[this.length]!, this.keys[this.length]!);
    return top;
  }

  private sink(item: number, key: number): void {
    const { items, keys, length } = this;
    let at = 0;
    for (let child = 1; child < length; child = 2 * at + 1) {
      if (child + 1 < length && this.before(keys[child + 1]!, items[child + 1]!, child)) child++;
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

  private grow(): void {
    const { items, keys } = this;
    this.items = new Int32Array(2 * items.length);
    this.keys = new Float64Array(2 * keys.length);
    this.items.set(items);
    this.keys.set(keys);
  }
}
