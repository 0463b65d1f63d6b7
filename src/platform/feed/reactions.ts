import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { contextFor, type Platform } from '../context.ts';
import { openSingleFile, type Lanes } from '../jobs/lanes.ts';
import { startLoop } from '../jobs/loop.ts';
import type { Log } from '../log.ts';
import type { Reaction } from './events.ts';
import type { News } from './numbering.ts';
import { reactOnce, type Retrying } from './reacting.ts';

/** News found by no nudge are found by this poll; so are reactions whose time to be tried again has come. */
const SAFETY_MS = 500;
/** How long what happens is gathered for those that are in no hurry. */
const MOMENT_MS = 100;
/** They begin when those somebody waits for have rested so long, which is when their effects have been told as well. */
const CALM_MS = 40;
/** But stand back no longer than this. */
const PATIENCE_MS = 1_000;
/** Each of them steps aside for who somebody waits for, so long at most. */
const ASIDE_MS = 60;
const LOOK_MS = 10;
/** Those in no hurry are at work one after the other, that nobody waits because of them; who takes longer holds up no other. */
const LONG_MS = 250;
/** Then others of the lanes' users have their turn. */
const STEPS_IN_A_ROW = 20;

interface Due {
  readonly streetId: string;
  readonly name: string;
}

/** The reactions of this process. A nudge with news begins those they concern; without, all that are due are looked up. */
export interface Reactions {
  readonly nudge: (news?: readonly News[]) => void;
  readonly stop: () => Promise<void>;
}

const keyOf = ({ streetId, name }: Due): string => `${streetId} ${name}`;

export interface Reacting extends Retrying {
  readonly lanes: Lanes;
  readonly log: Log;
}

/**
 * Runs every reaction in every street office: each event's effect once, in order, in one transaction with the move of the
 * reaction's cursor. One reaction's trouble holds up no other; those in no hurry are looked up once for all that happens in a
 * moment, after those somebody waits for.
 */
export function startReactions(
  platform: Platform,
  reactions: readonly Reaction[],
  reacting: Reacting,
): Reactions {
  const { urgent = [], others = [] } = Object.groupBy(reactions, (reaction) =>
    reaction.urgent ? 'urgent' : 'others',
  );
  const first = openDesk(platform, urgent, reacting);
  const file = openSingleFile(LONG_MS);
  const lanes: Lanes = (work) => file(() => aside(first).then(() => reacting.lanes(work)));
  const desks = [first, later(openDesk(platform, others, { ...reacting, lanes }), first)];
  return {
    nudge: (news) => desks.forEach((desk) => desk.nudge(news)),
    stop: async () => void (await Promise.all(desks.map((desk) => desk.stop()))),
  };
}

async function aside(before: Desk): Promise<void> {
  for (let ms = 0; ms < ASIDE_MS && before.calmForMs() < CALM_MS; ms += LOOK_MS)
    await wait(LOOK_MS);
}

/** The same desk, nudged once for all nudges of a moment, when those before it are calm. */
function later(desk: Desk, before: Desk): Reactions {
  let timer: NodeJS.Timeout | undefined;
  let waitedMs = 0;
  /** What the nudges told; absent when one of them did not know. */
  let heard: News[] | undefined = [];

  function begin(): void {
    const calm = before.calmForMs() >= CALM_MS || waitedMs >= PATIENCE_MS;
    if (calm) {
      desk.nudge(heard);
      timer = undefined;
      waitedMs = 0;
      heard = [];
    } else {
      waitedMs += CALM_MS;
      timer = setTimeout(begin, CALM_MS);
    }
  }

  return {
    nudge(news) {
      if (news) heard?.push(...news);
      else heard = undefined;
      timer ??= setTimeout(begin, MOMENT_MS);
    },
    stop() {
      clearTimeout(timer);
      return desk.stop();
    },
  };
}

interface Desk extends Reactions {
  /** How long nobody at it has been at work, in ms. */
  readonly calmForMs: () => number;
}

function openDesk(platform: Platform, reactions: readonly Reaction[], reacting: Reacting): Desk {
  const { lanes, log } = reacting;
  const byName = new Map(reactions.map((reaction) => [reaction.name, reaction]));
  const stopping = new AbortController();
  const busy = new Map<string, Promise<void>>();
  /** Found due while they were at it: what came may have come after they had looked. */
  const missed = new Set<string>();
  const hearing = new Map<string, Reaction[]>();
  for (const reaction of reactions)
    for (const event of reaction.events)
      hearing.set(event, [...(hearing.get(event) ?? []), reaction]);
  let busyUntil = 0;

  async function drain({ streetId, name }: Due): Promise<void> {
    const reaction = byName.get(name)!;
    for (let done = 0; done < STEPS_IN_A_ROW && !stopping.signal.aborted; done++) {
      const outcome = await lanes(() => reactOnce(platform, { streetId, reaction }, reacting));
      if (outcome === 'more') continue;
      if (outcome === 'done') return;
      log.error(
        { err: outcome.error, reaction: name, streetId, attempts: outcome.attempts },
        'a reaction failed',
      );
      return;
    }
    loop.nudge();
  }

  function start(due: Due): void {
    const key = keyOf(due);
    if (stopping.signal.aborted) return;
    if (busy.has(key)) {
      missed.add(key);
      return;
    }
    const draining = drain(due)
      .catch((err) => log.error({ err, reaction: due.name }, 'a reaction could not be tried'))
      .finally(() => {
        busy.delete(key);
        busyUntil = performance.now();
        if (missed.delete(key)) start(due);
      });
    busy.set(key, draining);
  }

  const loop = startLoop({
    async step() {
      if (reactions.length > 0) for (const due of await findDue(platform, reactions)) start(due);
      return SAFETY_MS;
    },
    failed: (err) => log.error({ err }, 'the reactions could not be looked up, looks again'),
  });
  return {
    nudge(news) {
      if (!news) loop.nudge();
      const due = news?.flatMap(({ streetId, name: event }) =>
        (hearing.get(event) ?? []).map(({ name }) => ({ streetId, name })),
      );
      for (const one of new Map(due?.map((of) => [keyOf(of), of])).values()) start(one);
    },
    calmForMs: () => (busy.size > 0 ? 0 : performance.now() - busyUntil),
    async stop() {
      stopping.abort();
      await loop.stop();
      await Promise.all(busy.values());
    },
  };
}

/** Throws when two reactions would share a cursor. */
export function checkNames(reactions: readonly Reaction[]): void {
  const names = reactions.map(({ name }) => name);
  const shared = names.find((name, i) => names.indexOf(name) < i);
  if (shared) throw new Error(`two reactions share the name '${shared}': name their functions`);
}

/** Which reactions have events waiting, in which street offices. */
async function findDue(platform: Platform, reactions: readonly Reaction[]): Promise<Due[]> {
  const { em } = contextFor(platform, null);
  const rows = reactions.map(() => '(?, ?::text[])').join(', ');
  return em.execute<Due[]>(
    `select s.id as "streetId", r.name
     from street s cross join (values ${rows}) r(name, events)
     left join reaction_cursor c on c.street_id = s.id and c.reaction = r.name
     where coalesce(c.retry_at <= clock_timestamp(), true) and exists (
       select 1 from unnest(r.events) n(name) cross join lateral (
         select 1 from event_log e
         where e.street_id = s.id and e.name = n.name and e.seq > coalesce(c.seq, 0) limit 1) waiting)`,
    reactions.flatMap(({ name, events }) => [name, `{${events.join(',')}}`]),
  );
}
