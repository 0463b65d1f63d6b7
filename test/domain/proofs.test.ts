import { randomUUID } from 'node:crypto';
import { tellCode } from '../../src/domain/proofs/telling-code.ts';
import { PhotoKind } from '../../src/domain/proofs/photo.ts';
import { addPhoto } from '../../src/domain/proofs/uploading.ts';
import { contextFor } from '../../src/platform/context.ts';
import { codesOf } from '../support/client.ts';
import type { CollectedSms } from '../support/tools.ts';
import { openDeliveries, type Deliveries } from './deliveries-stage.ts';
import { pictureOf } from './pictures.ts';

let street: Deliveries;
let wang: Awaited<ReturnType<Deliveries['rider']>>;

beforeEach(async () => {
  street = await openDeliveries();
  wang = await street.rider();
});
afterEach(() => street.stage.close());

async function fetched(proof: readonly string[], input?: object) {
  await street.setMeal({ proof });
  const task = await street.task(wang, input);
  await street.step(wang.client, task.id, 'PICKED_UP');
  return task;
}
const factsOf = ({ errors }: Awaited<ReturnType<Deliveries['deliver']>>) =>
  errors?.map(({ extensions }) => [extensions.code, extensions.facts]);
const kindsOf = ({ data }: Awaited<ReturnType<Deliveries['deliver']>>) =>
  data!.deliver.proofs.map(({ kind }: { kind: string }) => kind);

test('what is missing is named, in both languages', async () => {
  const { id } = await fetched(['SCAN', 'PLACE']);
  const { errors } = await street.deliver(wang.client, id, { scan: 'x' });
  expect(errors![0]!.extensions).toEqual({
    code: 'PROOF_MISSING',
    zh: '还缺签收凭证：到门位置。',
    en: 'The delivery is not shown yet: being near the door is missing.',
    facts: { missing: ['PLACE'] },
  });
});

test('the code on the goods and being near the door are checked and kept', async () => {
  const { id, code, requestId } = await fetched(['SCAN', 'PLACE']);
  const near = street.town.told(0.51, 0.5);
  const far = street.town.told(0.9, 0.5);
  expect(factsOf(await street.deliver(wang.client, id, { scan: 'ABCDEF', at: near }))).toEqual([
    ['PROOF_WRONG', { wrong: ['SCAN'] }],
  ]);
  expect(factsOf(await street.deliver(wang.client, id, { scan: code, at: far }))).toMatchObject([
    ['PROOF_WRONG', { wrong: ['PLACE'], withinM: 150 }],
  ]);
  const done = await street.deliver(wang.client, id, { scan: ` ${code.toLowerCase()}`, at: near });
  expect(done.data!.deliver.proofs).toEqual([
    { kind: 'PLACE', distanceM: expect.any(Number), photoId: null },
    { kind: 'SCAN', distanceM: null, photoId: null },
  ]);
  expect((await street.request(requestId)).proofs).toHaveLength(2);
});

test('the resident’s code is told to them alone, and guessing it comes to an end', async () => {
  const { stage, town, people } = street;
  const accountId = await town.account('RESIDENT');
  const residentId = await people.resident('CONSENTED', accountId);
  const { id, requestId } = await fetched(['CODE'], {
    ...people.meal(),
    residentId,
    at: null,
    place: null,
  });
  const resident = stage.as(stage.actor(town.streetId, 'RESIDENT', { accountId }));
  const CODE = 'query ($id: ID!) { request(id: $id) { deliveryCode } }';
  const code = (await resident(CODE, { id: requestId })).data!.request.deliveryCode;
  expect(code).toMatch(/^\d{4}$/);
  expect((await street.staff(CODE, { id: requestId })).data!.request.deliveryCode).toBeNull();
  const [events] = await stage.sql(`select string_agg(payload::text, '') as all from outbox`);
  expect(events!.all).not.toContain(`"${code}"`);
  await stage.inStreet(town.streetId, (ctx) => tellCode(ctx, { requestId, assignmentId: id }));
  expect((stage.platform.sms as CollectedSms).codeFor('+8613812341234')).toBe(code);

  expect(codesOf(await street.deliver(wang.client, id))).toEqual(['PROOF_MISSING']);
  const wrong = String((Number(code) + 1) % 10_000).padStart(4, '0');
  for (let tries = 0; tries < 5; tries++)
    expect(codesOf(await street.deliver(wang.client, id, { code: wrong }))).toEqual([
      'PROOF_WRONG',
    ]);
  expect(codesOf(await street.deliver(wang.client, id, { code }))).toEqual(['TOO_MANY_TRIES']);
  const waived = await street.said(
    street.staff,
    'mutation ($id: ID!) { waiveProof(id: $id, reason: "已电话核实本人") { proof } }',
    { id: requestId },
  );
  expect(waived).toEqual({ proof: [] });
  expect((await street.deliver(wang.client, id)).data!.deliver.state).toBe('DONE');
});

test('the right code delivers', async () => {
  const { stage, town, people } = street;
  const accountId = await town.account('RESIDENT');
  const residentId = await people.resident('CONSENTED', accountId);
  const { id, requestId } = await fetched(['CODE'], {
    ...people.meal(),
    residentId,
    at: null,
    place: null,
  });
  const resident = stage.as(stage.actor(town.streetId, 'RESIDENT', { accountId }));
  const { data } = await resident('query ($id: ID!) { request(id: $id) { deliveryCode } }', {
    id: requestId,
  });
  const done = await street.deliver(wang.client, id, { code: data!.request.deliveryCode });
  expect(kindsOf(done)).toEqual(['CODE']);
});

test('a photo and a signature prove one delivery, once, and only of the rider who took them', async () => {
  const { id } = await fetched(['PHOTO', 'SIGNATURE']);
  const zhao = await street.rider();
  const take = async (by: typeof wang, kind: PhotoKind) =>
    (
      await addPhoto(
        contextFor(street.stage.platform, by.actor),
        kind,
        await pictureOf({ width: 40, height: 30 }),
      )
    ).id;
  const photo = await take(wang, PhotoKind.PHOTO);
  const signature = await take(wang, PhotoKind.SIGNATURE);
  const strange = await take(zhao, PhotoKind.PHOTO);
  const say = (photoId: string, signatureId = signature) =>
    street.deliver(wang.client, id, { photoIds: [photoId], signatureId });
  expect(codesOf(await say(strange))).toEqual(['NOT_FOUND']);
  expect(factsOf(await say(signature))).toEqual([['PROOF_WRONG', { wrong: ['PHOTO'] }]]);
  expect(codesOf(await say(randomUUID()))).toEqual(['NOT_FOUND']);
  expect(codesOf(await say('no id at all'))).toEqual(['NOT_FOUND']);
  expect(kindsOf(await say(photo))).toEqual(['PHOTO', 'SIGNATURE']);
  const again = await fetched(['PHOTO']);
  expect(codesOf(await street.deliver(wang.client, again.id, { photoIds: [photo] }))).toEqual([
    'PROOF_WRONG',
  ]);
});

test('what is asked for stays as it was when the request was opened', async () => {
  const { id } = await fetched([]);
  await street.setMeal({ proof: ['PHOTO'] });
  expect((await street.deliver(wang.client, id)).data!.deliver.state).toBe('DONE');
});
