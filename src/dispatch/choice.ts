import type { Assessment } from './assessment.ts';
import { minutesBetween } from './minutes.ts';
import type { Candidate, Exclusion, Sentence, Together } from './model.ts';
import { ridersWho, tally } from './wording.ts';

/** Who is asked for a task, best first, and what else for. */
export interface Asking {
  readonly asked: readonly Candidate[];
  readonly together?: Together;
}

/** A rider near a task who is no candidate, and how far away. */
export interface Excluded {
  readonly exclusion: Exclusion;
  readonly metres: number;
}

/** When a choice is told, and who near the task was left out. */
export interface Telling {
  readonly now: number;
  readonly excluded: readonly Excluded[];
}

/** Why these riders and no others, in one sentence after the other. */
export function choiceOf(assessment: Assessment, asking: Asking, telling: Telling): Sentence {
  const told = [
    askedOf(assessment, asking, telling),
    worthOf(asking),
    refusedNearer(assessment, asking, telling),
    passedOver(assessment, asking),
  ].filter((one) => one !== undefined);
  return {
    zh: told.map(({ zh }) => zh).join(''),
    en: told.map(({ en }) => en).join(' '),
  };
}

function askedOf({ task }: Assessment, { asked, together }: Asking, { now }: Telling): Sentence {
  const [{ addedMs, arriveAt, doorsAt }] = asked as readonly [Candidate];
  const door = doorsAt?.[together?.taskIds.indexOf(task.id) ?? 0] ?? arriveAt;
  const [added, wait] = [Math.round(addedMs / 60_000), minutesBetween(now, door)];
  const others = othersIn(together);
  return {
    zh: `询问 ${asked.length} 名骑手，${others ? `${others.zh}，` : ''}最优者多走 ${added} 分钟，约 ${wait} 分钟后到达。`,
    en: `${asked.length} asked${others ? ` for it ${others.en}` : ''}; the best is ${added} min longer on the way and there in about ${wait} min.`,
  };
}

/** "与另外 2 单一起送": nothing when it goes alone. */
function othersIn(together: Together | undefined): Sentence | undefined {
  const others = (together?.taskIds.length ?? 1) - 1;
  if (!others) return undefined;
  return {
    zh: `与另外 ${others} 单一起送`,
    en: `together with ${others} other ${others === 1 ? 'task' : 'tasks'}`,
  };
}

/** What is gained by taking it together. */
function worthOf({ together }: Asking): Sentence | undefined {
  if (!together) return undefined;
  const { taskIds, costMinutes, aloneMinutes } = together;
  const [cost, alone] = [costMinutes, aloneMinutes].map((minutes) => minutes?.toFixed(1));
  return {
    zh: `${taskIds.length} 单合计代价 ${cost} 分钟${alone ? `，若由其逐单去送为 ${alone} 分钟` : ''}。`,
    en: `All ${taskIds.length} cost ${cost} min${alone ? `, and ${alone} min if the same rider went for each alone` : ''}.`,
  };
}

function refusedNearer(
  { candidates }: Assessment,
  { asked }: Asking,
  { excluded }: Telling,
): Sentence | undefined {
  const { metres: within } = standingOf(candidates, asked);
  const refused: Record<string, number> = {};
  for (const { exclusion, metres } of excluded)
    if (metres < within) refused[exclusion.constraint] = (refused[exclusion.constraint] ?? 0) + 1;
  const nearer = Object.values(refused).reduce((sum, count) => sum + count, 0);
  if (!nearer) return undefined;
  const counts = tally(refused);
  return {
    zh: `${nearer} 名骑手更近，但 ${counts.zh}。`,
    en: `${ridersWho(nearer)} nearer, but: ${counts.en}.`,
  };
}

/** Candidates who look better than the rider who is asked; where tours are planned, also those who would cost less for the task alone. */
function passedOver({ candidates }: Assessment, { asked, together }: Asking): Sentence | undefined {
  const { metres, costMinutes, byTours } = standingOf(candidates, asked);
  const isAsked = ({ riderId }: Candidate) => asked.some((one) => one.riderId === riderId);
  const isBetter = (one: Candidate) =>
    one.distanceM < metres || (byTours && one.costMinutes < costMinutes);
  const count = candidates.filter((one) => isBetter(one) && !isAsked(one)).length;
  if (!count) return undefined;
  const others = othersIn(together);
  if (!byTours)
    return {
      zh: `${count} 名骑手更近，但合计代价更高或另有任务。`,
      en: `${ridersWho(count)} nearer, but dearer in all or asked elsewhere.`,
    };
  return {
    zh: `${count} 名骑手更近或单独送更省，但${others ? `由这名骑手${others.zh}` : '各人行程一并安排后由这名骑手送'}。`,
    en: `${ridersWho(count)} nearer or cheaper for it alone, but ${others ? `this one takes it ${others.en}` : 'with all tours planned at once it goes with this one'}.`,
  };
}

/** How the rider who is asked, of several the one whose tour has it or the best, stands among those weighed for the task alone. */
function standingOf(candidates: readonly Candidate[], asked: readonly Candidate[]) {
  const touring = asked.find(({ way }) => way);
  const chosen = touring ?? asked[0]!;
  const alone = candidates.find(({ riderId }) => riderId === chosen.riderId);
  return {
    metres: (alone ?? chosen).distanceM,
    costMinutes: alone?.costMinutes ?? Infinity,
    byTours: touring !== undefined,
  };
}
