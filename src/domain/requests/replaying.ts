import { isDeepStrictEqual } from 'node:util';
import { InvalidModel } from '../../dispatch/invalid.ts';
import type { Snapshot } from '../../dispatch/model.ts';
import type { PolicyDraft } from '../../dispatch/policy.ts';
import type { Table } from '../../dispatch/table-travel.ts';
import { replay, replayTerms, type StoredQuestion, tellReplay } from '../../dispatch/replay.ts';
import type { Search } from '../../dispatch/rounds/limits.ts';
import type { RoundStop } from '../../dispatch/rounds/model.ts';
import { replayRound, tellRound } from '../../dispatch/rounds/replay-round.ts';
import { contextFor, type Context, type Platform, systemActor } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { Refusal } from '../../platform/errors.ts';
import { roadsOf } from '../coverage/roads.ts';
import { refuse } from '../refusals.ts';
import { findStreet } from '../territory/service.ts';

/** What `cli explain` was told. */
export interface Explaining {
  readonly decision: string;
  readonly street: string;
  readonly print: (line: string) => void;
}

/** Runs a stored decision again and tells it; returns the exit code: 0 when the same riders come out, 1 when not or when it cannot be replayed. */
export async function explainDecision(platform: Platform, input: Explaining): Promise<0 | 1> {
  const { decision, street, print } = input;
  try {
    const { id } = (await findStreet(contextFor(platform, null), street)) ?? refuse('NOT_FOUND');
    const ctx = contextFor(platform, systemActor(id));
    const { stored, told } = await inTransaction(ctx.em, async () => replayed(ctx, decision));
    print(`决定 decision ${decision} · ${stored.at} · 策略 policy ${stored.version}`);
    for (const line of told.lines) print(line);
    print(told.same ? same : another(stored));
    return told.same ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    print(`${error.code}: ${error.text.zh} ${error.text.en}`);
    return 1;
  }
}

const same = '重新计算，结果相同。 Computed again: the same comes out.';

const another = ({ rider_ids: ids }: Stored): string =>
  `重新计算，结果不同：当时是 ${ids.join('、') || '无人'}。 Computed again, another comes out: it was ${ids.join(', ') || 'nobody'}.`;

/** What comes out today, in lines for people, and whether it is what came out then. */
interface Told {
  readonly lines: readonly string[];
  readonly same: boolean;
}

interface Stored {
  readonly request_id: string;
  readonly at: string;
  readonly rider_ids: string[];
  readonly version: number | null;
  readonly snapshot: Snapshot | null;
  readonly policy: PolicyDraft | null;
  readonly road_version: number | null;
  readonly road_table: Table | null;
  readonly search: Search | null;
  readonly round: readonly RoundStop[] | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The decision as it is kept and as it comes out again; refuses NOT_FOUND and DECISION_NOT_REPLAYABLE. */
async function replayed(ctx: Context, id: string): Promise<{ stored: Stored; told: Told }> {
  if (!UUID.test(id)) refuse('NOT_FOUND');
  const [stored] = await ctx.em.execute<Stored[]>(
    `select d.request_id, d.at::text as at, array_to_json(d.rider_ids) as rider_ids, p.policy_version as version, p.snapshot, p.policy, p.road_version, p.road_table,
       p.round_search as search, d.explanation->'round' as round
     from decision d left join planning p on p.street_id = d.street_id and p.id = d.planning_id
     where d.id = ?`,
    [id],
  );
  if (!stored) return refuse('NOT_FOUND');
  const { snapshot, policy } = stored;
  const table = stored.road_table ?? undefined;
  const roads = stored.road_version ? (await roadsOf(ctx, stored.road_version)).roads : undefined;
  const told =
    snapshot && policy && readably(() => answerOf({ snapshot, policy, roads, table }, stored));
  return told ? { stored, told } : refuse('DECISION_NOT_REPLAYABLE');
}

/** What an engine of other rules kept may be nothing that the present one can read. */
function readably<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidModel) return undefined;
    throw error;
  }
}

function answerOf(question: StoredQuestion, stored: Stored): Told | undefined {
  const { request_id: requestId, search, rider_ids: riderIds } = stored;
  if (search) return roundOf(question, { ...stored, search });
  const answer = replay(question, requestId);
  return (
    answer && {
      lines: tellReplay(answer),
      same: answer.asked.toSorted().join() === riderIds.toSorted().join(),
    }
  );
}

function roundOf(
  question: StoredQuestion,
  { request_id: taskId, search, round }: Stored & { readonly search: Search },
): Told | undefined {
  const { snapshot } = question;
  const plan = replayRound(snapshot, replayTerms(question), { search, taskId });
  const route = plan?.routes.find(({ stops }) => stops.some((stop) => stop.taskId === taskId));
  return (
    plan && {
      lines: route ? tellRound(route, snapshot) : ['没有人 nobody'],
      same: isDeepStrictEqual(route?.stops, round),
    }
  );
}
