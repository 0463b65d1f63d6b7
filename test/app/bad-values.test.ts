import { randomUUID } from 'node:crypto';
import { expectRefused } from '../support/http-client.ts';
import { box, cell, collection } from '../support/squares.ts';
import { startRunning, type Running } from '../support/running.ts';
import { clientOver, transports, type Asking } from '../support/transports.ts';
import { badDrawings, importing, type Call } from './bad-drawings.ts';
import { meal, OPEN } from './errands.ts';
import { neighbour, openTown, type Town } from './town.ts';

let running: Running;
let town: Town;

beforeAll(async () => {
  running = await startRunning();
  town = await openTown(running, neighbour);
});
afterAll(() => running.stop());

const AT = 'query ($point: PointInput!) { gridAt(point: $point) { code } }';
const REPORT = 'mutation ($input: PositionInput!) { reportPosition(input: $input) { riderId } }';

const placing = (point: object) =>
  [AT, { point: { lng: 118.83, lat: 31.97, crs: 'WGS84', ...point } }] as const;
const opening = (more: object) => [OPEN, { input: { ...meal(town), ...more } }] as const;

/** What GraphQL itself does not let in. */
const NOT_OF_ITS_TYPE = 'GRAPHQL_VALIDATION_FAILED';

const SMALL = collection(cell(1, [box(0, 0, 1, 1)]));

/** What is said wrongly, the code of its refusal, and the call. */
const cases: readonly [string, string, () => Call][] = [
  ...badDrawings,
  ['a coordinate system nobody knows', NOT_OF_ITS_TYPE, () => importing(SMALL, 'EPSG4326')],
  ['a point that is not a number', NOT_OF_ITS_TYPE, () => placing({ lng: NaN })],
  ['a point at no finite place', NOT_OF_ITS_TYPE, () => placing({ lat: '1e999' })],
  ['a point beyond the earth', 'POINT_OUT_OF_RANGE', () => placing({ lat: 91 })],
  ['a point in no known coordinate system', NOT_OF_ITS_TYPE, () => placing({ crs: 'wgs72' })],
  ['a point without its coordinate system', NOT_OF_ITS_TYPE, () => placing({ crs: undefined })],
  [
    'a place outside of the street',
    'OUTSIDE_STREET',
    () => opening({ at: { ...town.centre, lng: 121.47 } }),
  ],
  ['a kind nobody set', 'UNKNOWN_KIND', () => opening({ kind: 'HAIRCUT' })],
  ['a load nobody carries', 'INVALID_INPUT', () => opening({ load: 21 })],
  ['a note without end', 'INVALID_INPUT', () => opening({ note: '长'.repeat(501) })],
  ['a note with a byte no text has', 'INVALID_INPUT', () => opening({ note: 'a\u0000b' })],
  ['a note with half a character', 'INVALID_INPUT', () => opening({ note: '\ud800' })],
  [
    'a time before its beginning',
    'WINDOW_ENDS_BEFORE_IT_BEGINS',
    () => opening({ readyAt: '2026-03-02T04:00:00Z', dueAt: '2026-03-02T03:00:00Z' }),
  ],
  ['a time that is none', NOT_OF_ITS_TYPE, () => opening({ dueAt: 'tomorrow' })],
  [
    'a year nobody lives to see',
    'WINDOW_TOO_FAR',
    () => opening({ dueAt: '9999-12-31T00:00:00Z' }),
  ],
  ['a key that is too short', 'INVALID_INPUT', () => [OPEN, { input: meal(town), key: 'short' }]],
  [
    'a key that is too long',
    'INVALID_INPUT',
    () => [OPEN, { input: meal(town), key: 'x'.repeat(256) }],
  ],
  [
    'a key with a byte no text has',
    'INVALID_INPUT',
    () => [OPEN, { input: meal(town), key: `${randomUUID()}\u0000` }],
  ],
  [
    'an accuracy that is no distance',
    'POSITION_INACCURATE',
    () => [
      REPORT,
      { input: { point: town.centre, accuracyM: -1, deviceAt: running.clock.now().toISOString() } },
    ],
  ],
];

describe.each(transports)('over %s', (transport) => {
  let staff: Asking;
  let rider: Asking;
  beforeAll(() => {
    staff = clientOver(transport, running, town.tokens.STREET_STAFF);
    rider = clientOver(transport, running, town.tokens.RIDER);
  });

  test.each(cases)('%s is refused as %s', async (_, code, call) => {
    const [document, variables] = call();
    const ask = document === REPORT ? rider : staff;
    const told = await ask(document, { key: randomUUID(), ...variables });
    expectRefused(told, code);
    expect((await staff('{ street { name } }')).errors).toEqual([]);
    expect(running.logged.splice(0)).toEqual([]);
  });
});
