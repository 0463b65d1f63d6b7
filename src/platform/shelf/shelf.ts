/** What this process has worked out from something that is kept in versions, so that it is worked out once; of each name the last put there. */
export interface Shelf {
  find(name: string, version: number): unknown;
  put(name: string, version: number, thing: object): void;
}

export function openShelf(): Shelf {
  const things = new Map<string, { readonly version: number; readonly thing: object }>();
  return {
    find: (name, version) => {
      const found = things.get(name);
      return found?.version === version ? found.thing : undefined;
    },
    put: (name, version, thing) => void things.set(name, { version, thing }),
  };
}
