import { InvalidModel } from '../../dispatch/invalid.ts';
import type { Snapshot } from '../../dispatch/model.ts';
import type { PolicyDraft } from '../../dispatch/policy.ts';
import type { Table } from '../../dispatch/table-travel.ts';
import { type Replay, replay, tellReplay } from '../../dispatch/replay.ts';
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
    const { stored, answer } = await inTransaction(ctx.em, async () => replayed(ctx, decision));
    print(`决定 decision ${decision} · ${stored.at} · 策略 policy ${stored.version}`);
    for (const line of tellReplay(answer)) print(line);
    const same = answer.asked.toSorted().join() === stored.rider_ids.toSorted().join();
    print(
      same
        ? '重新计算，结果相同。 Computed again: the same comes out.'
        : `重新计算，结果不同：当时询问 ${stored.rider_ids.join('、') || '无人'}。 Computed again, another comes out: asked then ${stored.rider_ids.join(', ') || 'nobody'}.`,
    );
    return same ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    print(`${error.code}: ${error.text.zh} ${error.text.en}`);
    return 1;
  }
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
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The decision as it is kept and as it comes out again; refuses NOT_FOUND and DECISION_NOT_REPLAYABLE. */
async function replayed(ctx: Context, id: string): Promise<{ stored: Stored; answer: Replay }> {
  if (!UUID.test(id)) refuse('NOT_FOUND');
  const [stored] = await ctx.em.execute<Stored[]>(
    `select d.request_id, d.at::text as at, array_to_json(d.rider_ids) as rider_ids, p.policy_version as version, p.snapshot, p.policy, p.road_version, p.road_table
     from decision d left join planning p on p.street_id = d.street_id and p.id = d.planning_id
     where d.id = ?`,
    [id],
  );
  if (!stored) return refuse('NOT_FOUND');
  const { snapshot, policy, request_id: requestId } = stored;
  const table = stored.road_table ?? undefined;
  const roads = stored.road_version ? (await roadsOf(ctx, stored.road_version)).roads : undefined;
  const answer = snapshot && policy && answerOf({ snapshot, policy, roads, table }, requestId);
  return answer ? { stored, answer } : refuse('DECISION_NOT_REPLAYABLE');
}

/** What an engine of other rules kept may be nothing that the present one can read. */
function answerOf(question: Parameters<typeof replay>[0], requestId: string): Replay | undefined {
  try {
    return replay(question, requestId);
  } catch (error) {
    if (error instanceof InvalidModel) return undefined;
    throw error;
  }
}
