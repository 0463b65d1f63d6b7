import type { EntityClass } from '@mikro-orm/postgresql';
import { Account } from '../domain/access/account.ts';
import { AccessResolver } from '../domain/access/resolver.ts';
import { Session } from '../domain/access/session.ts';
import * as access from '../domain/access/timers.ts';
import type { Reaction } from '../platform/feed/events.ts';
import type { Timer } from '../platform/jobs/timers.ts';

/** THE list: what the product is made of. A feature that is not here does not exist. */
export const entities: EntityClass<object>[] = [Account, Session];

export const resolvers: [Function, ...Function[]] = [AccessResolver];

export const reactions: Reaction[] = [];

export const timers: Timer[] = [...access.timers];
