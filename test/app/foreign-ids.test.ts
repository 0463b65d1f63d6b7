import { getMetadataStorage } from 'type-graphql';
import type { Role } from '../../src/domain/access/account.ts';
import { permissionsOf } from '../../src/domain/access/roles.ts';
import { expectRefused } from '../support/http-client.ts';
import { startRunning, type Running } from '../support/running.ts';
import { clientOver, type Told } from '../support/transports.ts';
import {
  documentOf,
  idPlaces,
  operationsOf,
  variablesOf,
  type Operation,
  type Place,
} from './asking.ts';
import { doErrands } from './errands.ts';
import { knows, schema, tellingIn } from './telling.ts';
import { traceOf } from './trace.ts';
import { drillGround, neighbour, openTown, TABLES, type Town } from './town.ts';

let running: Running;
let here: Town;
let there: Town;
let telling: Awaited<ReturnType<typeof tellingIn>>;
let foreign: readonly string[];
let before: Record<string, string>;

beforeAll(async () => {
  running = await startRunning();
  here = await openTown(running, neighbour);
  there = await openTown(running, drillGround);
  for (const town of [here, there]) await doErrands(running, town);
  telling = await tellingIn(here, running.clock.now());
  foreign = await Promise.all([...TABLES, 'session', 'street'].map(there.idOf));
  before = await traceOf(running, there);
});
afterAll(() => running.stop());

/** What no id looks like; the last two look like one, and nothing has it. */
const MALFORMED = [
  '',
  'x',
  '0',
  "' or true --",
  '{}',
  '%',
  'x'.repeat(2_000),
  '🌉',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-4fff-bfff-ffffffffffff',
];
/** Together they may do everything that a person may. */
const ROLES = ['STREET_STAFF', 'COMMUNITY_STAFF', 'RIDER', 'FAMILY', 'PARTNER'] as const;

/** Who ends something here comes last, for the others need it. */
const ending = /^(leave|disable|stop|cancel|close|withdraw)/;
const operations = operationsOf(schema)
  .filter((operation) => idPlaces(operation).length > 0)
  .map((operation) => [operation.field.name, operation] as const)
  .toSorted(([one], [other]) => Number(ending.test(one)) - Number(ending.test(other)));
const cases = operations.flatMap(([name, operation]) =>
  idPlaces(operation).map((place) => [`${name} ${place.join('.')}`, operation, place] as const),
);

/** A department has a parent and a community's office a community: what is told beside an id has to fit it. */
const fitting = (place: Place, type: string): string | undefined => {
  if (type !== 'OrganizationKind') return undefined;
  return place.includes('communityId') ? 'COMMUNITY' : 'DEPARTMENT';
};

async function ask(role: Role, operation: Operation, [place, id]: [Place, string]): Promise<Told> {
  const transport = operation.kind === 'subscription' ? 'WebSocket' : 'HTTP';
  const right = telling(operation);
  const variables = variablesOf(operation, (at, type) =>
    at.join() === place.join() ? id : (right(at, type) ?? fitting(place, type)),
  );
  return clientOver(transport, running, here.tokens[role])(documentOf(operation), variables);
}

/** Whoever may not ask at all is refused before any id is looked at. */
const askersOf = ({ field }: Operation) => {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const declared = [...queries, ...mutations, ...subscriptions];
  const [permission] = declared.find(({ schemaName }) => schemaName === field.name)!.roles!;
  return ROLES.filter((role) => permissionsOf(role).has(permission));
};

/**
 * Everybody tries the first of these ids there, and who may ask tries all: one after the other, as a lock that a hundred wait for
 * at once is refused with TRY_AGAIN.
 */
async function tryAll(operation: Operation, place: Place, ids: readonly string[]): Promise<Told[]> {
  const askers = askersOf(operation);
  const told: Told[] = [];
  for (const [nth, id] of ids.entries()) {
    const asking = nth === 0 ? ROLES : askers;
    told.push(...(await Promise.all(asking.map((role) => ask(role, operation, [place, id])))));
  }
  return told;
}

/** A list without entries, a page without edges, a report on no grid, or nothing. */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && 'totalCount' in value && value.totalCount === 0) ||
  (typeof value === 'object' && 'grids' in value && isEmpty(value.grids)) ||
  (typeof value === 'object' && 'entries' in value && isEmpty(value.entries));

/** Told more than an id, and something of that does not fit: it is refused before any id is looked up. */
const refusedBefore = new Set([
  ...['openPlan', 'sayPlanException', 'planDays', 'issueBatch', 'pauseResident'],
  ...['planShift', 'pushShifts', 'pushOwnStops', 'issuePartnerToken', 'registerChannel'],
  ...['setKindDuty', 'whatIf', 'whatIfBest', 'observeCondition'],
]);

function expectNothing(told: Told, operation: Operation): void {
  for (const id of foreign) expect(JSON.stringify(told)).not.toContain(id);
  if (told.errors.length > 0) return expectRefused(told);
  expect(operation.kind).toBe('query');
  expect(Object.values(told.data!).filter((value) => !isEmpty(value))).toEqual([]);
}

test.each(cases)('%s: no id of elsewhere opens anything', async (_, operation, place) => {
  for (const told of await tryAll(operation, place, foreign)) {
    expectNothing(told, operation);
    const codes = told.errors.map(({ extensions }) => extensions.code);
    const expected = [
      'NOT_FOUND',
      ...(refusedBefore.has(operation.field.name) ? ['INVALID_INPUT', 'RESIDENT_NEEDED'] : []),
    ];
    expect(codes.filter((code) => !expected.includes(code))).toEqual([]);
  }
});

test.each(cases)('%s: what is no id is refused', async (_, operation, place) => {
  for (const told of await tryAll(operation, place, MALFORMED)) expectNothing(told, operation);
});

test('after all this the other street office is as it was, and nothing unexpected happened', async () => {
  expect(await traceOf(running, there)).toEqual(before);
  expect(running.logged).toEqual([]);
});

/** Nobody there has a plan of visits, or is a company's own system. */
const notHere = new Set(['pauseVisits', 'pushShifts', 'pushOwnStops']);
/** Of what nobody has begun in the town there is no id of its own. */
const begun = operations.filter(
  ([name, operation]) =>
    !notHere.has(name) && idPlaces(operation).every((place) => knows(operation, place)),
);

test.each(begun)('%s: an id of its own gets further', async (_, operation) => {
  const answers = await Promise.all(ROLES.map((role) => ask(role, operation, [[], ''])));
  const codes = answers.map(({ errors: [refused] }) => refused?.extensions.code);
  expect(codes.some((code) => code !== 'NOT_FOUND')).toBe(true);
});
