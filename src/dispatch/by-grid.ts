/** Where riders may come from. */
export interface Open {
  readonly gridIds: readonly string[];
  /** Whether those who stand in no grid of the street may come as well. */
  readonly everywhere: boolean;
}

/** What stands in grids of the street, found by the grids that are open. */
export class ByGrid<T> {
  private readonly there = new Map<string, T[]>();
  private readonly strangers: T[] = [];
  /** Whether something stands in several grids and could be found twice. */
  private overlaps = false;

  /** Takes in one thing and the grids of the street it stands in. */
  add(one: T, gridIds: readonly string[]): void {
    if (!gridIds.length) this.strangers.push(one);
    this.overlaps ||= gridIds.length > 1;
    for (const id of gridIds) {
      const others = this.there.get(id);
      if (others) others.push(one);
      else this.there.set(id, [one]);
    }
  }

  /** What stands in the open grids, grid by grid. */
  in({ gridIds, everywhere }: Open): T[] {
    const found = everywhere ? [...this.strangers] : [];
    for (const id of gridIds) {
      const here = this.there.get(id);
      if (here) for (const one of here) found.push(one);
    }
    return this.overlaps ? [...new Set(found)] : found;
  }
}
