import { createHash } from 'node:crypto';
import fastify, { type FastifyInstance } from 'fastify';
import sharp from 'sharp';
import { photoDoor } from '../../src/domain/proofs/door.ts';
import { removePhotos } from '../../src/domain/proofs/removing.ts';
import { contextFor, type Actor } from '../../src/platform/context.ts';
import { openDeliveries, type Deliveries } from './deliveries-stage.ts';
import { phonePhoto, pictureOf } from './pictures.ts';

let street: Deliveries;
let server: FastifyInstance;
let wang: Awaited<ReturnType<Deliveries['rider']>>;
/** Who stands behind which token. */
let actors: Map<string, Actor>;

beforeEach(async () => {
  street = await openDeliveries();
  wang = await street.rider();
  actors = new Map([['wang', wang.actor]]);
  server = fastify();
  const { platform } = street.stage;
  await server.register(async (room) =>
    photoDoor.open(room, {
      platform,
      contextOf: async ({ headers }) =>
        contextFor(platform, actors.get(headers.authorization ?? '') ?? null),
    }),
  );
});
afterEach(async () => {
  await server.close();
  await street.stage.close();
});

const upload = (token: string, payload: Buffer, type = 'image/jpeg', query = '') =>
  server.inject({
    method: 'POST',
    url: `/photos${query}`,
    payload,
    headers: { authorization: token, 'content-type': type },
  });
const look = (token: string, id: string) =>
  server.inject({ url: `/photos/${id}`, headers: { authorization: token } });
const codeOf = (answer: Awaited<ReturnType<typeof look>>): [number, string] => [
  answer.statusCode,
  answer.json().errors[0].extensions.code,
];
async function enter(
  role: 'STREET_STAFF' | 'COMMUNITY_STAFF' | 'RIDER',
  communityIds: string[] = [],
) {
  const accountId = await street.town.account(role, communityIds);
  const token = `${role} ${communityIds.join()}`;
  actors.set(token, street.stage.actor(street.town.streetId, role, { accountId, communityIds }));
  return token;
}

test('a photo is kept upright, no larger than needed, without the place where it was taken', async () => {
  const taken = await phonePhoto({ width: 3000, height: 2000 });
  expect((await sharp(taken).metadata()).exif).toBeDefined();
  expect(taken.includes('PhoneMaker')).toBe(true);
  const answer = await upload('wang', taken);
  expect(answer.statusCode).toBe(201);
  const { id, width, height } = answer.json();
  expect([width, height]).toEqual([1067, 1600]);
  const shown = await look('wang', id);
  expect(shown.headers).toMatchObject({
    'content-type': 'image/jpeg',
    'cache-control': 'private, max-age=300',
  });
  const { exif, icc, xmp, iptc, format, orientation } = await sharp(shown.rawPayload).metadata();
  expect({ exif, icc, xmp, iptc, format, orientation }).toEqual({ format: 'jpeg' });
  expect(shown.rawPayload.includes('PhoneMaker')).toBe(false);
  const [row] = await street.stage.sql('select sha256, bytes from photo where id = ?', [id]);
  expect(row).toEqual({
    sha256: createHash('sha256').update(shown.rawPayload).digest(),
    bytes: shown.rawPayload.length,
  });
});

test.each([
  ['image/png', () => pictureOf({ width: 20, height: 10 })],
  [
    'image/webp',
    async () =>
      sharp(await pictureOf({ width: 20, height: 10 }))
        .webp()
        .toBuffer(),
  ],
])('%s is taken', async (type, draw) => {
  const answer = await upload('wang', await draw(), type, '?kind=SIGNATURE');
  expect(answer.json()).toMatchObject({ kind: 'SIGNATURE', width: 20, height: 10 });
});

test('what is no photo, too large, or from nobody is refused with a code', async () => {
  const small = await pictureOf({ width: 8, height: 8 });
  expect(codeOf(await upload('wang', Buffer.from('not a picture')))).toEqual([
    415,
    'PHOTO_UNREADABLE',
  ]);
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  expect(codeOf(await upload('wang', drawing))).toEqual([415, 'PHOTO_UNREADABLE']);
  expect(codeOf(await upload('wang', drawing, 'image/svg+xml'))).toEqual([415, 'PHOTO_UNREADABLE']);
  expect(codeOf(await upload('wang', Buffer.alloc(8 * 1024 * 1024 + 1)))).toEqual([
    413,
    'PHOTO_TOO_LARGE',
  ]);
  const bomb = await sharp({
    create: { width: 9000, height: 9000, channels: 3, background: 'red' },
  })
    .png()
    .toBuffer();
  expect(bomb.length).toBeLessThan(1_500_000);
  expect(codeOf(await upload('wang', bomb, 'image/png'))).toEqual([415, 'PHOTO_UNREADABLE']);
  expect(codeOf(await upload('wang', small, 'image/png', '?kind=SELFIE'))).toEqual([
    400,
    'INVALID_INPUT',
  ]);
  expect(codeOf(await upload('nobody', small, 'image/png'))).toEqual([401, 'NOT_SIGNED_IN']);
  expect(codeOf(await upload(await enter('STREET_STAFF'), small, 'image/png'))).toEqual([
    404,
    'NOT_FOUND',
  ]);
  expect(await street.stage.sql('select 1 from photo')).toEqual([]);
});

test('a photo is seen by its rider and by staff in scope, whose looks are written down, and by nobody else', async () => {
  const { town } = street;
  await street.setMeal({ proof: ['PHOTO'] });
  const { id: taskId, requestId } = await street.task(wang);
  const { id } = (
    await upload('wang', await pictureOf({ width: 20, height: 10 }), 'image/png')
  ).json();
  const [west, east] = [
    await enter('COMMUNITY_STAFF', [town.communityIds[0]!]),
    await enter('COMMUNITY_STAFF', [town.communityIds[1]!]),
  ];
  expect(codeOf(await look(west, id))).toEqual([404, 'NOT_FOUND']);
  await street.step(wang.client, taskId, 'PICKED_UP');
  await street.deliver(wang.client, taskId, { photoIds: [id] });
  const other = await enter('RIDER');
  const statuses = await Promise.all(
    ['wang', west, await enter('STREET_STAFF'), east, other, 'nobody'].map(
      async (token) => (await look(token, id)).statusCode,
    ),
  );
  expect(statuses).toEqual([200, 200, 200, 404, 404, 401]);
  expect(codeOf(await look('wang', 'no id'))).toEqual([404, 'NOT_FOUND']);
  const log = await street.stage.sql(
    `select subject_id, fields from access_log where operation = 'photo'`,
  );
  expect(log).toEqual([
    { subject_id: requestId, fields: ['photo'] },
    { subject_id: requestId, fields: ['photo'] },
  ]);
});

test('a photo that proves nothing is gone after a day, one that does after half a year', async () => {
  const { stage, town } = street;
  await street.setMeal({ proof: ['PHOTO'] });
  const { id: taskId } = await street.task(wang);
  const add = async () =>
    (await upload('wang', await pictureOf({ width: 20, height: 10 }), 'image/png')).json()
      .id as string;
  const [loose, proving] = [await add(), await add()];
  await street.step(wang.client, taskId, 'PICKED_UP');
  await street.deliver(wang.client, taskId, { photoIds: [proving] });
  const sweep = () => stage.inStreet(town.streetId, removePhotos);
  const seen = () =>
    Promise.all([loose, proving].map(async (id) => (await look('wang', id)).statusCode));
  await sweep();
  expect(await seen()).toEqual([200, 200]);
  stage.clock.advance(24 * 3_600_000);
  await sweep();
  expect(await seen()).toEqual([404, 200]);
  stage.clock.advance(180 * 24 * 3_600_000);
  await sweep();
  expect(await seen()).toEqual([404, 404]);
});
