import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { peopleIn, type Client } from './requests-people.ts';
import { openRequestsStage, type RiderSketch } from './requests-stage.ts';

const KIND = `mutation ($input: RequestKindInput!) { setRequestKind(input: $input) { code } }`;
const meal = {
  code: 'MEAL',
  name: '送餐',
  nameEn: 'Meal',
  needsPickup: true,
  minTrust: 1,
  serviceMinutes: 4,
  load: 1,
  tier: 1,
  windowMinutes: 60,
  offerSeconds: 45,
  waveSize: 1,
  backstopMinutes: 20,
};

export const TOLD = `state steps { step fromState toState deviceAt observedAt recordedAt correctsId }`;

/** A street with riders who have tasks in hand, and everybody who watches them. */
export async function openDeliveries() {
  const stage = await openRequestsStage();
  const town = await stage.found('320199001', 118.77);
  const people = peopleIn(stage, town);
  const staff = await people.signedIn('STREET_STAFF');
  const said = async (client: Client, text: string, values: object = {}) => {
    const { data, errors } = await client(text, { ...values });
    if (errors) throw new Error(JSON.stringify(errors.map(({ extensions }) => extensions)));
    return Object.values(data!)[0];
  };
  const rider = async (sketch: RiderSketch = {}) => {
    const { id, accountId } = await town.rider(sketch);
    const actor = stage.actor(town.streetId, 'RIDER', { accountId, riderId: id });
    return { id, accountId, actor, client: stage.as(actor) };
  };
  return {
    stage,
    town,
    people,
    staff,
    said,
    rider,
    /** The meal of the street, with what is different today. */
    setMeal: (more: object) => said(staff, KIND, { input: { ...meal, ...more } }),
    /** A request in the hands of that rider. */
    async task(by: { readonly id: string }, input: object = people.meal()) {
      const { id: requestId, code } = await said(
        staff,
        `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id code } }`,
        { input, key: randomUUID() },
      );
      const { assignment } = await said(
        staff,
        `mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { assignment { id } } }`,
        { id: requestId, r: by.id, key: randomUUID() },
      );
      return { requestId, code, id: assignment.id as string };
    },
    step: (client: Client, id: string, step: string, deviceAt?: Date) =>
      client(
        `mutation ($id: ID!, $step: DeliveryStep!, $at: DateTimeISO) { advanceAssignment(assignmentId: $id, step: $step, deviceAt: $at) { ${TOLD} } }`,
        { id, step, at: deviceAt?.toISOString() },
      ),
    deliver: (client: Client, id: string, proof?: object) =>
      client(
        `mutation ($id: ID!, $proof: ProofInput) { deliver(assignmentId: $id, proof: $proof) { ${TOLD} proofs { kind distanceM photoId } } }`,
        { id, proof },
      ),
    fail: (client: Client, id: string, reason: string) =>
      client(
        `mutation ($id: ID!, $reason: FailReason!) { fail(assignmentId: $id, reason: $reason) { state retryAt task { place address } } }`,
        { id, reason },
      ),
    undo: (client: Client, id: string) =>
      client(
        `mutation ($id: ID!, $key: ID!) { undoStep(assignmentId: $id, idempotencyKey: $key) { ${TOLD} } }`,
        { id, key: randomUUID() },
      ),
    request: (id: string) =>
      said(
        staff,
        `query ($id: ID!) { request(id: $id) { state attempts rider { id } fulfilledAt fulfilledBy { name } fulfilledNote expectedAt
          steps { step } proofs { kind } transfers { state } } }`,
        { id },
      ),
    /** What every rider carries is the sum of their live assignments, and no request is done twice at once. */
    async expectSound() {
      const wrong = await stage.sql(
        `select d.id from rider d where d.load <> (select coalesce(sum(a.load), 0) from assignment a where a.rider_id = d.id and a.live)
         union all select request_id from assignment where live and state <> 'RETURNING' group by 1 having count(*) > 1
         union all select r.id from service_request r where (r.state in ('ASSIGNED', 'IN_PROGRESS')) <> exists
           (select from assignment a where a.request_id = r.id and a.rider_id = r.rider_id and a.live)`,
      );
      expect(wrong).toEqual([]);
    },
    loadOf: async (id: string): Promise<number> =>
      (await stage.sql('select load from rider where id = ?', [id]))[0]!.load,
  };
}

export type Deliveries = Awaited<ReturnType<typeof openDeliveries>>;

export const tally = (answers: Parameters<typeof codesOf>[0][]): Record<string, number> => {
  const codes = answers.map((answer) => codesOf(answer).join() || 'OK');
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
  );
};
