import { randomUUID } from 'node:crypto';
import { reactions, timers } from '../../src/domain/care/reactions.ts';
import { contextFor, systemActor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { numberFacts } from '../../src/platform/feed/numbering.ts';
import { reactOnce } from '../../src/platform/feed/reacting.ts';
import { registered } from './people.ts';
import { enrolled, openPeopleStage, type PeopleStage } from './people-stage.ts';

type Client = ReturnType<PeopleStage['asked']>;

const MINUTE_MS = 60_000;
const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`;
const ASSIGN = `mutation ($id: ID!, $riderId: ID!, $key: ID!) {
  assignRequest(requestId: $id, riderId: $riderId, idempotencyKey: $key) { assignment { id } } }`;

/** A street where elders are looked after; facts are reacted to and timers run when the test says so. */
export async function openCareStage() {
  const stage = await openPeopleStage();
  const { platform, clock, here } = stage;
  const { streetId } = here;
  const staff = await stage.as(here, 'STREET_STAFF');
  const communityStaff = await stage.as(here, 'COMMUNITY_STAFF', {
    communityIds: [here.communityIds[0]!],
  });
  const said = async (client: Client, text: string, values: object = {}) => {
    const { data, errors } = await client(text, { ...values });
    if (errors) throw new Error(JSON.stringify(errors.map(({ extensions }) => extensions)));
    return Object.values(data!)[0];
  };

  /** Lets every reaction of care take what has happened. */
  async function told(): Promise<void> {
    const door = contextFor(platform, null);
    await inTransaction(door.em, () => numberFacts(door.em, 1_000, 'test'));
    for (const reaction of reactions) {
      let outcome;
      do {
        outcome = await reactOnce(platform, { streetId, reaction }, { retryMs: 5, attempts: 2 });
        if (typeof outcome === 'object') throw outcome.error;
      } while (outcome === 'more');
    }
  }

  /** Time passes, and the timers of care run once. */
  async function after(minutes: number): Promise<void> {
    clock.advance(minutes * MINUTE_MS);
    for (const timer of timers) {
      const ctx = contextFor(platform, systemActor(streetId));
      await inTransaction(ctx.em, () => timer.run(ctx));
    }
  }

  /** A courier on duty who may visit homes. */
  async function rider(badge = 'HQ0001', phone = '13800001234') {
    const one = await enrolled(stage, { badge, phone });
    await said(one.ask, 'mutation { startDuty { duty } }');
    return one;
  }

  /** Something for the resident in the hands of that rider. */
  async function task(residentId: string, riderId: string) {
    const input = { kind: 'ERRAND', residentId };
    const { id } = await said(staff, OPEN, { input, key: randomUUID() });
    const { assignment } = await said(staff, ASSIGN, { id, riderId, key: randomUUID() });
    return { requestId: id as string, id: assignment.id as string };
  }

  const nobodyHome = async ({ ask }: { ask: Client }, id: string) => {
    await said(
      ask,
      'mutation ($id: ID!) { fail(assignmentId: $id, reason: NOBODY_HOME) { state } }',
      { id },
    );
    await told();
  };

  return {
    ...stage,
    staff,
    communityStaff,
    said,
    told,
    after,
    rider,
    task,
    nobodyHome,
    elder: (more: object = {}) => registered(stage, more),
    /** A door that nobody opened to a rider. */
    async unansweredDoor() {
      const by = await rider();
      const residentId = await registered(stage);
      const { id, requestId } = await task(residentId, by.id);
      await nobodyHome(by, id);
      return { rider: by, residentId, assignmentId: id, requestId };
    },
    deliver: async ({ ask }: { ask: Client }, id: string) => {
      await said(ask, 'mutation ($id: ID!) { deliver(assignmentId: $id) { state } }', { id });
      await told();
    },
    ladders: (state = 'OPEN') =>
      said(
        staff,
        `query ($state: LadderState!) { careLadders(state: $state) { id state step deadlineAt outcome owner { kind }
           resident { id } steps { id step outcome deadlineAt } accountability { capacity organization { kind } minutes } } }`,
        { state },
      ),
    alerts: async (more = '') => {
      const { edges } = await said(
        staff,
        `query { careAlerts${more} { totalCount edges { node { id kind urgency level state result
           resident { id } owner { kind } observation { signs } } } } }`,
      );
      return edges.map(({ node }: { node: unknown }) => node);
    },
    answer: (client: Client, id: string, outcome: string, note?: string) =>
      client(
        `mutation ($id: ID!, $outcome: StepAnswer!, $note: String) {
           answerLadderStep(id: $id, outcome: $outcome, note: $note) { outcome endedAt } }`,
        { id, outcome, note },
      ),
  };
}

export type CareStage = Awaited<ReturnType<typeof openCareStage>>;
