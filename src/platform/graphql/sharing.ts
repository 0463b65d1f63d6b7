import type { ExecutionResult } from 'graphql';
import { impersonal, PersonAskedFor, type Context } from '../context.ts';
import { execute, type Operation } from './execute.ts';
import { scopeOf, sightOf } from './sight.ts';

/** One message of a source, executed for all who see the same; without a result each executes it alone. */
interface Told {
  readonly value: unknown;
  readonly result: ExecutionResult | undefined;
  /** The result as it is sent, where nothing in it was refused. */
  readonly text: string | undefined;
}

/** One who follows: how to build their context anew. */
export interface Follower {
  readonly args: Operation;
  readonly freshContext: () => Promise<Context>;
  /** Sends them a result at once, and answers false where they are slow: they come for it when they can. */
  readonly tell?: (text: string) => boolean;
}

/** A follower's seat among those who see the same. */
export interface Seat {
  /** What is told next; nothing when the follower is too far behind, or the source has ended. */
  next(): Promise<ExecutionResult | undefined>;
  leave(): Promise<void>;
}

/** What a follower has come to: the source they read, and the message it told last. */
export interface Reached {
  readonly events: AsyncIterator<unknown>;
  readonly value: unknown;
}

/** Equal subscriptions of one process: read once, executed once, sent to all. */
export interface Sharing {
  /** A seat among equals who are at the same place; the first one brings the source. Undefined for who must stay alone. */
  seat(follower: Follower, reached: Reached): Seat | undefined;
}

/** Who falls behind further than this is let go, and comes back from their cursor. */
const MOST_KEPT = 1_000;

export function openSharing(): Sharing {
  const rooms = new Map<string, Room>();
  return {
    seat(follower, { events, value }) {
      const sight = sightOf(follower.args);
      const place = placeOf(value);
      if (!sight || !place) return undefined;
      const known = rooms.get(sight);
      const room = known ?? openRoom(scopeOf(follower.args.contextValue.actor!), { events, place });
      const at = room.find(place);
      if (at === undefined) return undefined;
      rooms.set(sight, room);
      if (known) void events.return?.();
      return room.enter(follower, at, () => rooms.get(sight) === room && rooms.delete(sight));
    },
  };
}

interface Start {
  readonly events: AsyncIterator<unknown>;
  readonly place: string;
}

type Room = ReturnType<typeof openRoom>;

/** Where one who follows has come to; `come` ends their waiting at the end. */
interface Member extends Follower {
  at: number;
  come?: PromiseWithResolvers<void>;
}

/** The source is pulled while somebody waits at its end: where all are stalled, nothing piles up. */
function openRoom(scope: string, { events, place }: Start) {
  const members = new Set<Member>();
  const waiting = new Set<Member>();
  const kept: Told[] = [];
  const places = new Map([[place, 0]]);
  let first = 0;
  let pulling = false;
  let ended = false;
  const end = () => first + kept.length;

  async function pull(): Promise<void> {
    const { done, value } = await events.next();
    if (done) {
      ended = true;
      return;
    }
    const result = await executeTogether(value, members, scope);
    const told = { value, result, text: result?.errors ? undefined : JSON.stringify(result) };
    kept.push(told);
    places.delete(placeOf(value) ?? '');
    places.set(placeOf(value) ?? '', end());
    if (kept.length > MOST_KEPT) forgetFirst();
    spread(told);
  }

  /** Those who wait are told at once, where they can be; the others come for it. */
  function spread({ text }: Told): void {
    for (const member of waiting) {
      if (member.at === end()) continue;
      if (text !== undefined && member.tell?.(text)) member.at = end();
      else wake(member);
    }
  }

  function forgetFirst(): void {
    kept.shift();
    first++;
    for (const [known, index] of places) {
      if (index >= first) break;
      places.delete(known);
    }
  }

  /** A source that fails fails for all who wait. */
  async function pullWhileAwaited(): Promise<void> {
    if (pulling) return;
    pulling = true;
    try {
      while (waiting.size > 0 && !ended) await pull();
      for (const member of waiting) wake(member);
    } catch (error) {
      ended = true;
      for (const member of waiting) wake(member, error);
    } finally {
      pulling = false;
    }
  }

  function wake(member: Member, error?: unknown): void {
    waiting.delete(member);
    if (error === undefined) member.come?.resolve();
    else member.come?.reject(error);
  }

  async function more(member: Member): Promise<void> {
    member.come = Promise.withResolvers();
    waiting.add(member);
    void pullWhileAwaited();
    await member.come.promise;
  }

  return {
    find: (known: string): number | undefined => (ended ? undefined : places.get(known)),
    enter(follower: Follower, at: number, closed: () => void): Seat {
      const member: Member = { ...follower, at };
      members.add(member);
      return {
        async next() {
          while (member.at === end()) {
            if (ended || !members.has(member)) return undefined;
            await more(member);
          }
          const told = kept[member.at - first];
          if (!told) return undefined;
          member.at++;
          return told.result ?? executeAlone(follower, told.value);
        },
        async leave() {
          members.delete(member);
          wake(member);
          if (members.size > 0) return;
          ended = true;
          closed();
          await events.return?.();
        },
      };
    },
  };
}

/** As the office sees it. Nothing when the answer depends on who asks, or when nobody sees that much any more. */
async function executeTogether(
  rootValue: unknown,
  members: ReadonlySet<Follower>,
  scope: string,
): Promise<ExecutionResult | undefined> {
  for (const { args, freshContext } of members) {
    const contextValue = await freshContext();
    if (!contextValue.actor || scopeOf(contextValue.actor) !== scope) continue;
    const result = await execute({ ...args, rootValue, contextValue: impersonal(contextValue) });
    const isPersonal = result.errors?.some(
      ({ originalError }) => originalError instanceof PersonAskedFor,
    );
    return isPersonal ? undefined : result;
  }
  return undefined;
}

const executeAlone = async ({ args, freshContext }: Follower, rootValue: unknown) =>
  execute({ ...args, rootValue, contextValue: await freshContext() });

/** The cursor of a message that has one. */
function placeOf(value: unknown): string | undefined {
  const { cursor } = Object(value) as { cursor?: unknown };
  return typeof cursor === 'string' ? cursor : undefined;
}
