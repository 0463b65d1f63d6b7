import * as fc from 'fast-check';
import type { Role } from '../../src/domain/access/account.ts';
import { contextFor } from '../../src/platform/context.ts';
import { startRunning, type Running } from '../support/running.ts';
import { operationsOf } from './asking.ts';
import { doErrands } from './errands.ts';
import { questionOf, type Question } from './generating.ts';
import { schema } from './telling.ts';
import { drillGround, neighbour, openTown, TABLES, type Town } from './town.ts';
import { traceOf } from './trace.ts';

/** Questions for each of the seven roles and for nobody: a thousand and more together; a long run raises it. */
const QUESTIONS = Number(process.env.GENERATED_QUESTIONS ?? 150);
const ROLES = [
  ...['STREET_STAFF', 'COMMUNITY_STAFF', 'RIDER', 'RESIDENT', 'FAMILY', 'PARTNER', 'ANALYST'],
  undefined,
] as (Role | undefined)[];
/** What would send the asker away, or works a password through its costly digest. */
const LEFT_OUT = /^(signOut|signIn|disableAccount|changeAccountScope)$/;
const operations = operationsOf(schema).filter(
  ({ kind, field }) => kind !== 'subscription' && !LEFT_OUT.test(field.name),
);

let running: Running;
let here: Town;
let there: Town;
let ids: string[];
let foreign: string[];
let before: Record<string, string>;

beforeAll(async () => {
  running = await startRunning();
  here = await openTown(running, neighbour);
  there = await openTown(running, drillGround);
  for (const town of [here, there]) await doErrands(running, town);
  foreign = await everyId(there);
  ids = [...(await everyId(here)), ...foreign];
  before = await traceOf(running, there);
});
afterAll(() => running.stop());

async function everyId({ actor }: Town): Promise<string[]> {
  const { em } = contextFor(running.platform, actor);
  const each = TABLES.map((table) => `select id from ${table}`);
  const rows = await em.execute<{ id: string }[]>(each.join(' union all '));
  return rows.map(({ id }) => id);
}

const INSIDES =
  /insert into|select .+ from|violates|syntax error at|node_modules|\.[jt]s:\d|relation "|column "|_sealed/i;

async function ask(role: Role | undefined, { document, variables }: Question): Promise<boolean> {
  const asking = role ? here.as(role) : here.with('');
  const { status, text, errors } = await asking(document, variables);
  expect(status).toBeLessThan(500);
  expect(text).not.toMatch(INSIDES);
  for (const secret of [...foreign, drillGround.name]) expect(text).not.toContain(secret);
  for (const { extensions } of errors)
    expect({ ...extensions, logged: running.logged.splice(0) }).toMatchObject({
      code: expect.stringMatching(/^(?!INTERNAL|TRY_AGAIN)[A-Z_]+$/),
      zh: expect.any(String),
      en: expect.any(String),
      logged: [],
    });
  return errors.length === 0;
}

test.each(ROLES)(
  'whatever %s asks, nothing breaks and nothing of elsewhere is seen',
  async (role) => {
    let answered = 0;
    const any = fc.constantFrom(...operations).chain((operation) => questionOf(operation, ids));
    await fc.assert(
      fc.asyncProperty(any, async (question) => {
        if (await ask(role, question)) answered++;
      }),
      { numRuns: QUESTIONS, endOnFailure: true },
    );
    expect(answered > 0).toBe(role !== undefined);
  },
  600_000,
);

test('the other street office is as it was', async () => {
  expect(await traceOf(running, there)).toEqual(before);
});
