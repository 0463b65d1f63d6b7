import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { open, peopleIn, type Client, type People } from './requests-people.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;
let people: People;
let staff: Client;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
  people = peopleIn(stage, town);
  staff = await people.signedIn('STREET_STAFF');
});
afterEach(() => stage.close());

test('a request opened by staff has its grid, its window, a code to say, and somebody who answers for it', async () => {
  const { data, errors } = await open(staff, { ...people.meal(), note: '请敲门' });
  expect(errors).toBeUndefined();
  expect(data!.openRequest).toMatchObject({
    state: 'OPEN',
    note: '请敲门',
    load: 1,
    overdue: false,
    grid: { code: '320199001001001' },
    community: { name: '西社区' },
    owner: { name: '西社区居委会' },
    dueAt: '2026-03-02T03:00:00.000Z',
    backstopAt: '2026-03-02T02:20:00.000Z',
  });
  expect(data!.openRequest.code).toMatch(/^[2-9A-HJKMNP-Z]{6}$/);
  const byCode = await staff('query ($code: String!) { requestByCode(code: $code) { id } }', {
    code: data!.openRequest.code.toLowerCase(),
  });
  expect(byCode.data!.requestByCode.id).toBe(data!.openRequest.id);
  const [row] = await stage.sql('select note_sealed from service_request');
  expect(row!.note_sealed.toString('utf8')).not.toContain('敲门');
});

test('the same key opens one request, however often it is sent', async () => {
  const key = randomUUID();
  const first = await open(staff, people.meal(), key);
  const again = await open(staff, people.meal(), key);
  expect(JSON.stringify(again.data)).toBe(JSON.stringify(first.data));
  expect(codesOf(await open(staff, { ...people.meal(), place: '别处' }, key))).toEqual([
    'IDEMPOTENCY_KEY_REUSED',
  ]);
  expect(await stage.sql('select 1 as one from service_request')).toHaveLength(1);
});

test.each([
  ['OUTSIDE_STREET', () => ({ ...people.meal(), at: town.told(5, 5) })],
  ['UNKNOWN_KIND', () => ({ ...people.meal(), kind: 'HAIRCUT' })],
  ['PICKUP_NEEDED', () => ({ ...people.meal(), pickup: null })],
  ['PLACE_NEEDED', () => ({ ...people.meal(), at: null })],
  ['POINT_OUT_OF_RANGE', () => ({ ...people.meal(), at: { lng: 200, lat: 10, crs: 'WGS84' } })],
  ['NOT_FOUND', () => ({ ...people.meal(), residentId: randomUUID() })],
  ['NOT_FOUND', () => ({ ...people.meal(), residentId: 'nobody' })],
  ['NOT_FOUND', () => ({ ...people.meal(), pickupStationId: randomUUID() })],
  ['INVALID_INPUT', () => ({ ...people.meal(), load: 21 })],
  [
    'WINDOW_IS_PAST',
    () => ({ ...people.meal(), readyAt: '2026-03-01T00:00:00Z', dueAt: '2026-03-01T01:00:00Z' }),
  ],
  [
    'WINDOW_ENDS_BEFORE_IT_BEGINS',
    () => ({ ...people.meal(), readyAt: '2026-03-02T05:00:00Z', dueAt: '2026-03-02T04:00:00Z' }),
  ],
  ['WINDOW_TOO_FAR', () => ({ ...people.meal(), readyAt: '2026-06-02T05:00:00Z' })],
])('a request that cannot be is refused: %s', async (code, input) => {
  const answer = await open(staff, input());
  expect(codesOf(answer)).toEqual([code]);
  expect(answer.errors![0]!.extensions).toMatchObject({
    zh: expect.stringMatching(/\p{Script=Han}/u),
    en: expect.stringMatching(/[a-z]/),
  });
  expect(await stage.sql('select 1 as one from outbox')).toEqual([]);
});

test('a resident is served at home once they have consented', async () => {
  const silent = await people.resident('SILENT');
  const ask = { ...people.meal(), at: null, place: null };
  expect(codesOf(await open(staff, { ...ask, residentId: silent }))).toEqual([
    'SERVICE_CONSENT_NEEDED',
  ]);
  const willing = await people.resident('CONSENTED');
  const { data } = await open(staff, { ...ask, residentId: willing });
  expect(data!.openRequest).toMatchObject({ place: '幸福里', resident: { id: willing } });
});

test('what is past due stays on the board and is called overdue', async () => {
  await open(staff, people.meal());
  stage.clock.advance(61 * 60_000);
  const { data } = await staff('{ board { waiting overdue requests { state overdue } } }');
  expect(data!.board).toEqual({
    waiting: 1,
    overdue: 1,
    requests: [{ state: 'OPEN', overdue: true }],
  });
});

test('pages of requests follow each other without gap or overlap', async () => {
  for (let n = 0; n < 5; n++) await open(staff, people.meal());
  const page = `query ($after: String) { requests(first: 2, after: $after, states: [OPEN]) {
    totalCount edges { node { id } } pageInfo { endCursor hasNextPage } } }`;
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await staff(page, { after });
    expect(data!.requests.totalCount).toBe(5);
    seen.push(...data!.requests.edges.map(({ node }: { node: { id: string } }) => node.id));
    after = data!.requests.pageInfo.hasNextPage ? data!.requests.pageInfo.endCursor : null;
  } while (after);
  expect(new Set(seen).size).toBe(5);
  expect(codesOf(await staff(page, { after: 'bm9uc2Vuc2U' }))).toEqual(['INVALID_INPUT']);
});
