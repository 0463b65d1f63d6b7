import type { ExecutionResult } from 'graphql';
import { impersonal, PersonAskedFor, type Context } from '../context.ts';
import { execute, type Operation } from './execute.ts';
import { scopeOf, sightOf } from './sight.ts';

/** One message of a source, executed for all who see the same; without a result each executes it alone. */
interface Told {
  readonly value: unknown;
  readonly result: ExecutionResult | undefined;
}

/** One who follows: how to build their context anew. */
export interface Follower {
  readonly args: Operation;
  readonly freshContext: () => Promise<Context>;
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

/** The source is pulled when somebody waits at its end: where all are stalled, nothing piles up. */
function openRoom(scope: string, { events, place }: Start) {
  const members = new Set<Follower>();
  const kept: Told[] = [];
  const places = new Map([[place, 0]]);
  let first = 0;
  let coming: Promise<boolean> | undefined;
  let ended = false;

  async function pull(): Promise<boolean> {
    const { done, value } = await events.next();
    if (done) return false;
    kept.push({ value, result: await executeTogether(value, members, scope) });
    const end = first + kept.length;
    places.delete(placeOf(value) ?? '');
    places.set(placeOf(value) ?? '', end);
    if (kept.length > MOST_KEPT) forgetFirst();
    return true;
  }

  function forgetFirst(): void {
    kept.shift();
    first++;
    for (const [known, index] of places) {
      if (index >= first) break;
      places.delete(known);
    }
  }

  /** One more message for those at the end; a source that fails fails for all of them. */
  function advance(): Promise<boolean> {
    coming ??= pull().then(
      (more) => {
        coming = undefined;
        ended ||= !more;
        return more;
      },
      (error: unknown) => {
        ended = true;
        throw error;
      },
    );
    return coming;
  }

  return {
    find: (known: string): number | undefined => (ended ? undefined : places.get(known)),
    enter(follower: Follower, at: number, closed: () => void): Seat {
      members.add(follower);
      let index = at;
      return {
        async next() {
          while (index === first + kept.length) if (ended || !(await advance())) return undefined;
          const told = kept[index - first];
          if (!told) return undefined;
          index++;
          return told.result ?? executeAlone(follower, told.value);
        },
        async leave() {
          members.delete(follower);
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
