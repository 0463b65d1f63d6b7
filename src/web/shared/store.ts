import { useSyncExternalStore } from 'react';

/** A value that changes, and those who watch it. */
export interface Store<T> {
  get: () => T;
  change: (next: (now: T) => T) => void;
  subscribe: (listener: () => void) => () => void;
}

/** A store that holds the value until it is changed; an unchanged value tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    change(next) {
      const changed = next(value);
      if (Object.is(changed, value)) return;
      value = changed;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value of a store, rendered again with each change. */
export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
