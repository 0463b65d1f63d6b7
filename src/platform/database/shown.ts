import type { Ref } from '@mikro-orm/core';

/** What a reference leads to, as far as the actor sees it: looked up with others of its kind, what is not there comes back as an empty reference. */
export async function shown<T extends object>(reference?: Ref<T> | null): Promise<T | null> {
  const found = await reference?.load({ dataloader: true });
  return found && reference?.isInitialized() ? (found as T) : null;
}
