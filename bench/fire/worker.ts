import { randomUUID } from 'node:crypto';
import { placeAt, type Person, type Rider, type Town } from '../live/seeding.ts';
import { say, type Speaking } from './saying.ts';

/** What a worker is told of the run. */
export interface Shift extends Speaking {
  readonly town: Town;
  /** So many requests are opened by all workers together. */
  readonly requests: number;
  readonly over: () => boolean;
}

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`;
const CANCEL = `mutation ($id: ID!) { cancelRequest(id: $id, reason: "不需要了") { id } }`;
const LOOK = `{ myOffers { id } myAssignments { id state task { requestId } } myTransfers { id state } }`;
const ACCEPT = `mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }`;
const DECLINE = `mutation ($id: ID!) { declineOffer(id: $id, reason: TOO_FAR) { id } }`;
const PICK_UP = `mutation ($id: ID!) { pickUp(assignmentId: $id) { id } }`;
const DELIVER = `mutation ($id: ID!) { deliver(assignmentId: $id) { id } }`;
const TRANSFER = `mutation ($id: ID!, $key: ID!) { requestTransfer(assignmentId: $id, reason: "车坏了", idempotencyKey: $key) { id } }`;
const TAKE_OVER = `mutation ($id: ID!) { acceptTransfer(id: $id) { id } }`;
const HAND_OVER = `mutation ($id: ID!) { confirmHandover(id: $id) { id } }`;

const KINDS = ['ERRAND', 'MEAL', 'WARM_BOX'] as const;

/** Opens, accepts, declines, fetches, delivers, cancels and hands over at random, as whoever it is at the moment. */
export async function work(shift: Shift): Promise<void> {
  const { town, ledger, chance, requests } = shift;
  const most = town.riders.length * 2;
  while (!shift.over()) {
    const left = ledger.opened.length < requests;
    if (left && ledger.open.size < most && chance.happens(0.45)) await open(shift);
    else await lookAfter(shift, chance.pick(town.riders));
  }
}

async function open(shift: Shift): Promise<void> {
  const { ledger, chance, town } = shift;
  const key = randomUUID();
  const n = ledger.opened.push(key);
  const pickup = { pickup: placeAt(n + 7), pickupName: '食堂' };
  const kind = chance.pick(KINDS);
  const input = { kind, at: placeAt(n), place: key, ...(kind !== 'ERRAND' && pickup) };
  const id = await tell(shift, town.staff, { query: OPEN, variables: { input, key } });
  if (!id) return;
  ledger.open.add(id);
  if (chance.happens(0.06)) await cancel(shift, chance.pick([...ledger.open]));
}

async function cancel(shift: Shift, id: string): Promise<void> {
  if (await tell(shift, shift.town.staff, { query: CANCEL, variables: { id } }))
    shift.ledger.open.delete(id);
}

async function lookAfter(shift: Shift, rider: Rider): Promise<void> {
  const { chance, ledger } = shift;
  const seen = await say(shift, rider, { query: LOOK });
  if (!seen) return;
  const acting = (query: string, id: string, more: object = {}) =>
    tell(shift, rider, { query, variables: { id, ...more } });
  for (const { id } of seen.myOffers)
    if (chance.happens(0.12)) await acting(DECLINE, id);
    else await acting(ACCEPT, id, { key: randomUUID() });
  for (const { id, state, task } of seen.myAssignments) {
    if (chance.happens(0.04)) await acting(TRANSFER, id, { key: randomUUID() });
    else if (state === 'ACCEPTED' && chance.happens(0.5)) await acting(PICK_UP, id);
    else if (await acting(DELIVER, id)) ledger.open.delete(task?.requestId);
  }
  for (const { id, state } of seen.myTransfers)
    await acting(state === 'AGREED' ? HAND_OVER : TAKE_OVER, id);
}

/** Says it, and writes down what was acknowledged: the id in the answer. */
async function tell(
  shift: Shift,
  person: Person,
  said: { readonly query: string; readonly variables: object },
): Promise<string | undefined> {
  const data = await say(shift, person, said);
  if (!data) return undefined;
  const [[operation, { id }]] = Object.entries(data) as [[string, { id: string }]];
  const { key = '' } = said.variables as { key?: string };
  shift.ledger.acknowledged.push({ operation, key, id, accountId: person.accountId });
  return id;
}
