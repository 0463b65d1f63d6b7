import type { Assessment } from './assessment.ts';
import { match, type Seeker } from './matching.ts';
import type { Candidate, Rider, Task } from './model.ts';
import type { Policy } from './policy.ts';
import type { Scene } from './scene.ts';

/** Who is asked for a task at once, best first. */
export type Wave = readonly Candidate[];

/** A life first, then what is late already, then by tier. */
export const rankOf = ({ tier, dueAt }: Task, { now }: { readonly now: number }): number =>
  tier >= 3 ? 8 : tier + (dueAt < now ? 4 : 0);

/** Matches every open task with one rider, then fills waves with riders who would be idle; by task id. */
export function formWaves(
  assessments: readonly Assessment[],
  riders: readonly Rider[],
  scene: Scene,
): ReadonlyMap<string, Wave> {
  const open = assessments.filter(({ held, candidates }) => !held && candidates.length);
  const column = new Map(riders.map(({ id }, index) => [id, index]));
  const terms = { columnCount: riders.length, firstChoices: scene.policy.candidatesPerTask };
  const seekers = open.map(({ task, candidates }): Seeker => {
    return { rank: rankOf(task, scene), choices: choicesOf(candidates, column) };
  });
  const taken = match(seekers, terms);
  const waves = new Map<string, Candidate[]>();
  for (const [row, { task, candidates }] of open.entries()) {
    const id = riders[taken[row]!]?.id;
    const first = candidates.find(({ riderId }) => riderId === id);
    if (first) waves.set(task.id, [first]);
  }
  widen(open, waves, scene.policy);
  return waves;
}

/** The second and later riders of urgent tasks: only those in no wave, only near ones, fairly shared by exact matching. */
export function widen(
  open: readonly Assessment[],
  waves: ReadonlyMap<string, Candidate[]>,
  policy: Policy,
): void {
  const busy = new Set([...waves.values()].flat().map(({ riderId }) => riderId));
  const seats = open.flatMap(({ task, candidates }) => {
    const wave = waves.get(task.id);
    const extra = wave ? Math.min(task.waveSize, policy.maxWave) - 1 : 0;
    if (extra < 1) return [];
    const idle = candidates.filter(
      ({ riderId, costMinutes }) => !busy.has(riderId) && costMinutes <= policy.waveCostMinutes,
    );
    return Array.from({ length: Math.min(extra, idle.length) }, () => ({ wave: wave!, idle }));
  });
  const ids = new Set(seats.flatMap(({ idle }) => idle.map(({ riderId }) => riderId)));
  const column = new Map([...ids].toSorted().map((id, index) => [id, index]));
  const taken = match(
    seats.map(({ idle }) => ({ rank: 0, choices: choicesOf(idle, column) })),
    {
      columnCount: column.size,
      firstChoices: policy.candidatesPerTask,
      costLimit: policy.waveCostMinutes,
    },
  );
  for (const [row, { wave, idle }] of seats.entries()) {
    const more = idle.find(({ riderId }) => column.get(riderId) === taken[row]);
    if (more) wave.push(more);
  }
  for (const wave of waves.values())
    wave.sort((a, b) => a.costMinutes - b.costMinutes || (a.riderId < b.riderId ? -1 : 1));
}

const choicesOf = (candidates: readonly Candidate[], column: ReadonlyMap<string, number>) =>
  candidates.map(({ riderId, costMinutes: cost }) => ({ column: column.get(riderId)!, cost }));
