import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Running } from '../support/running.ts';
import { until } from '../support/until.ts';
import { settled } from './settling.ts';
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

const TRANSFER = `mutation ($id: ID!, $key: ID!) {
  requestTransfer(assignmentId: $id, reason: "车坏了", idempotencyKey: $key) { id } }`;

/** A photo that proves nothing yet. */
async function takePhoto(address: string, token: string): Promise<void> {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } });
  const { status } = await fetch(`${address}/photos`, {
    method: 'POST',
    headers: { 'content-type': 'image/png', authorization: `Bearer ${token}` },
    body: new Uint8Array(await picture.png().toBuffer()),
  });
  if (status !== 201) throw new Error(`a photo was answered with ${status}`);
}

/**
 * Everything the main job leaves behind: one request that the rider has taken and would hand on, one that is offered, and a
 * photo; and all that others make of it has been made.
 */
export async function doErrands(running: Running, town: Town): Promise<void> {
  const { clock, address } = running;
  const [staff, rider] = [town.as('STREET_STAFF'), town.as('RIDER')];
  await rider('mutation { startDuty { id } }');
  await rider('mutation ($input: PositionInput!) { reportPosition(input: $input) { riderId } }', {
    input: { point: town.centre, accuracyM: 10, deviceAt: clock.now().toISOString() },
  });
  const request = { ...meal(town), residentId: await town.idOf('resident') };
  await staff(OPEN, { input: request, key: randomUUID() });
  const id = await offered(town);
  const { data } = await rider(
    'mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }',
    {
      id,
      key: randomUUID(),
    },
  );
  await rider(TRANSFER, { id: data!.acceptOffer.id, key: randomUUID() });
  await takePhoto(address, town.tokens.RIDER);
  await staff(OPEN, { input: meal(town), key: randomUUID() });
  await offered(town);
  await settled(running);
}

/** The rider is asked: by the running feed, in its own time. */
async function offered(town: Town): Promise<string> {
  const ask = async () => (await town.as('RIDER')('{ myOffers { id } }')).data!.myOffers;
  await until(async () => (await ask()).length > 0);
  return (await ask())[0].id;
}
