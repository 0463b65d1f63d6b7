import type { EntityClass } from '@mikro-orm/postgresql';
import type { Reaction } from '../platform/feed/events.ts';
import type { Timer } from '../platform/jobs/timers.ts';

/** THE list: what the product is made of. A feature that is not here does not exist. */
export const entities: EntityClass<object>[] = [];

export const resolvers: [Function, ...Function[]] = [] as never;

export const reactions: Reaction[] = [];

export const timers: Timer[] = [];
