import { randomUUID } from 'node:crypto';
import { measureHours } from '../../src/domain/hours/measuring.ts';
import { contextFor, systemActor, type Context } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { openPlansStage, type Ask } from './plans-stage.ts';

/** A rider whose tasks are measured, with staff who settle what they count. */
export async function openHoursStage() {
  const stage = await openPlansStage();
  const rider = await stage.here.rider();
  const ask = stage.asked(
    stage.actor(stage.here, 'RIDER', { riderId: rider.id, accountId: rider.accountId }),
  );
  const asSystem = async (work: (ctx: Context) => Promise<unknown>) => {
    const ctx = contextFor(stage.platform, systemActor(stage.here.streetId));
    await inTransaction(ctx.em, () => work(ctx));
  };
  const said = async (by: Ask, text: string, variables: object = {}) => {
    const { data, errors } = await by(text, { key: randomUUID(), ...variables });
    expect(errors).toBeUndefined();
    return Object.values(data!)[0];
  };
  return {
    ...stage,
    rider,
    ask,
    asSystem,
    said,
    measure: () => asSystem((ctx) => measureHours(ctx, [rider.id])),
    minutes: (n: number) => stage.clock.advance(n * 60_000),
    /** The meals of today's plan, accepted by the rider; the ids of the assignments. */
    async accepted(count: number): Promise<string[]> {
      await stage.lunch(await stage.elders(count));
      await stage.issue();
      const ids: string[] = [];
      for (const { id } of await stage.requests()) {
        await said(
          stage.staff,
          `mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { id } }`,
          { id, r: rider.id },
        );
        const [row] = await stage.sql('select id from assignment where request_id = ?', [id]);
        ids.push(row!.id);
      }
      return ids;
    },
    async deliver(id: string) {
      await said(ask, `mutation ($id: ID!) { pickUp(assignmentId: $id) { id } }`, { id });
      await said(ask, `mutation ($id: ID!) { deliver(assignmentId: $id) { id } }`, { id });
    },
  };
}

export type HoursStage = Awaited<ReturnType<typeof openHoursStage>>;
