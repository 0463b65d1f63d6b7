import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Attempts } from './attempts/attempts.ts';
import type { Clock } from './clock.ts';
import type { Keys } from './crypto/keys.ts';
import type { Passwords } from './crypto/passwords.ts';
import type { FileStore } from './files/file-store.ts';
import type { FeedMessage, Following } from './feed/follow.ts';
import type { Gather } from './gather/gather.ts';
import type { Gateways } from './gateways/gateways.ts';
import type { Live } from './live/live.ts';
import type { RoadTable } from './roads/road-table.ts';
import type { Shelf } from './shelf/shelf.ts';
import type { SmsProvider } from './sms/sms-provider.ts';

/** What an actor may be: the roles of people, and the platform itself working inside one street. */
export type ActorRole =
  | 'STREET_STAFF'
  | 'COMMUNITY_STAFF'
  | 'RIDER'
  | 'RESIDENT'
  | 'FAMILY'
  | 'PARTNER'
  | 'ANALYST'
  | 'SYSTEM';

/** Who acts, in which street office, and how far they see. */
export interface Actor {
  readonly streetId: string;
  /** Absent for the platform itself. */
  readonly accountId?: string;
  readonly sessionId?: string;
  readonly role: ActorRole;
  readonly may: ReadonlySet<string>;
  readonly communityIds: readonly string[];
  readonly riderId?: string;
  readonly organizationId?: string;
  /** When the token that speaks for them ends: a socket is closed then. */
  readonly expiresAt?: Date;
  /** Counts the changes of what they may see. */
  readonly scopeVersion?: number;
}

/** The parts of the running process that a use case may need beside the database. */
export interface Tools {
  readonly keys: Keys;
  readonly passwords: Passwords;
  readonly attempts: Attempts;
  readonly sms: SmsProvider;
  readonly gateways: Gateways;
  readonly live: Live;
  readonly files: FileStore;
  readonly gather: Gather;
  readonly shelf: Shelf;
  /** How far it is by road, told by a router; absent: nobody tells. */
  readonly roadTable?: RoadTable | undefined;
}

/** The running feed, as use cases see it. */
export interface FeedDoor {
  /** Called once a transaction has committed: its facts are numbered at once. */
  readonly committed: () => void;
  /** Follows an inbox of the feed, from a cursor or from now. */
  readonly follow: (following: Following) => AsyncGenerator<FeedMessage, undefined>;
}

/** All that a use case may lean on. Built once per operation; a test builds one by hand. */
export interface Context extends Tools, FeedDoor {
  readonly em: EntityManager;
  /** Null before sign-in. */
  readonly actor: Actor | null;
  readonly now: Date;
  /** Where the call came from, for rate limits; never stored with personal data. */
  readonly origin: string;
  /** The same actor a moment later: for work that goes on, such as a subscription. */
  readonly again: () => Context;
}

/** What a context is built from: the parts of the running process. */
export interface Platform extends Tools, FeedDoor {
  readonly orm: MikroORM;
  readonly clock: Clock;
}

/** The platform itself, at work inside one street office. */
export const systemActor = (streetId: string): Actor => ({
  streetId,
  role: 'SYSTEM',
  may: new Set(),
  communityIds: [],
});

/**
 * Builds a context whose every statement is seen by the database as this actor: the ORM enters the role and tells the
 * scope inside each transaction. Without an actor the database role is the one that signs people in.
 */
export function contextFor(platform: Platform, actor: Actor | null, origin = ''): Context {
  const now = platform.clock.now();
  const session = actor ? scopeOf(actor, now) : { role: SYSTEM_ROLE };
  const em = platform.orm.em.fork({ session });
  const { orm: _, clock: __, ...tools } = platform;
  const again = () => contextFor(platform, actor, origin);
  return { ...tools, em, actor, now, origin, again };
}

/**
 * The same operation at the door, before it is known who comes: sees every street office. For signing in only, and never
 * inside a transaction, since it is another connection.
 */
export const atTheDoor = (ctx: Context): Context => ({
  ...ctx,
  em: ctx.em.fork({ session: { role: SYSTEM_ROLE } }),
  actor: null,
});

/** The platform itself in the actor's street, a moment later: for what is read once for many. Never inside a transaction. */
export function asPlatform(ctx: Context): Context {
  const later = ctx.again();
  const actor = systemActor(ctx.actor!.streetId);
  return { ...later, em: later.em.fork({ session: scopeOf(actor, later.now) }), actor };
}

/** Thrown where the person is asked for while a question is answered for all who see the same. */
export class PersonAskedFor extends Error {}

/** The same office and scope without the person: what it reads may be told to everybody who sees as much. */
export function impersonal(ctx: Context): Context {
  const { accountId: _, sessionId: __, ...sight } = ctx.actor!;
  const nobody = (): never => {
    throw new PersonAskedFor('this depends on who asks');
  };
  const actor = Object.defineProperties(
    { ...sight },
    {
      accountId: { get: nobody },
      sessionId: { get: nobody },
    },
  );
  return { ...ctx, em: ctx.em.fork({ session: scopeOf(sight, ctx.now) }), actor };
}

const APP_ROLE = 'red_bridge_app';
/** Sees every street: for sign-in, the sequencer and timers only. */
const SYSTEM_ROLE = 'red_bridge_system';

/** The instant goes along, so that what triggers write fits what the service writes. */
/** The role is a setting like the others, told last: one statement instead of two in every transaction. */
const scopeOf = (actor: Actor, now: Date) => ({
  variables: {
    'app.street': actor.streetId,
    'app.account': actor.accountId ?? '',
    'app.role': actor.role,
    'app.rider': actor.riderId ?? '',
    'app.organization': actor.organizationId ?? '',
    'app.communities': actor.communityIds.join(','),
    'app.now': now.toISOString(),
    role: APP_ROLE,
  },
});
