import { randomUUID } from 'node:crypto';
import type { Running } from '../support/running.ts';
import { until } from '../support/until.ts';
import type { Town } from './town.ts';

export const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) {
  openRequest(input: $input, idempotencyKey: $key) { id code state } }`;

/** A meal to be brought within the street, in the words of its staff. */
export const meal = ({ centre }: Pick<Town, 'centre'>) => ({
  kind: 'MEAL',
  at: centre,
  place: '广场',
  pickup: centre,
  pickupName: '食堂',
});

/** Everything the main job leaves behind: one request that the rider has taken, and one that is offered. */
export async function doErrands({ clock }: Running, town: Town): Promise<void> {
  const [staff, rider] = [town.as('STREET_STAFF'), town.as('RIDER')];
  await rider('mutation { startDuty { id } }');
  await rider('mutation ($input: PositionInput!) { reportPosition(input: $input) { riderId } }', {
    input: { point: town.centre, accuracyM: 10, deviceAt: clock.now().toISOString() },
  });
  const request = { ...meal(town), residentId: await town.idOf('resident') };
  await staff(OPEN, { input: request, key: randomUUID() });
  const id = await offered(town);
  await rider(
    'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }',
    {
      id,
      key: randomUUID(),
    },
  );
  await staff(OPEN, { input: meal(town), key: randomUUID() });
  await offered(town);
}

/** The rider is asked: by the running feed, in its own time. */
async function offered(town: Town): Promise<string> {
  const ask = async () => (await town.as('RIDER')('{ myOffers { id } }')).data!.myOffers;
  await until(async () => (await ask()).length > 0);
  return (await ask())[0].id;
}
