import { randomUUID } from 'node:crypto';
import { openCoverageStage, type CoverageStage } from './coverage-stage.ts';

let street: CoverageStage;

beforeEach(async () => {
  street = await openCoverageStage();
});
afterEach(async () => street.close());

const FIGURES = `opened { value definition { zh en } } served { value } servedOnTime { value } openOverdue { value } unserved { value }
  handedToBackstop { value } onTimeRate { value hits n low high missing } clickToDoor { n medianMinutes p90Minutes missing }`;
const METRICS = `query ($from: DateTimeISO!, $until: DateTimeISO!, $cut: Cut! = AS_IT_WAS) {
  gridMetrics(from: $from, until: $until, cut: $cut) { cut changedGrids { code } total { ${FIGURES} } grids { grid { id code validTo } ${FIGURES} } } }`;
const DAY = { from: '2026-03-02T00:00:00Z', until: '2026-03-03T00:00:00Z' };
const MINUTE = 60_000;

const metrics = async (role: 'ANALYST' | 'STREET_STAFF' = 'STREET_STAFF', more: object = {}) => {
  await street.settle();
  const { data, errors } = await (await street.as(role))(METRICS, { ...DAY, ...more });
  expect(errors).toBeUndefined();
  return data!.gridMetrics;
};

/** A meal opened now and delivered after so many minutes. */
async function served(minutes: number, at?: readonly [number, number]) {
  const wang = await street.rider({ at: [0.5, 0.5] });
  const input = { ...street.people.meal(), ...(at && { at: street.town.told(...at) }) };
  const { id, requestId } = await street.task(wang, input);
  street.stage.clock.advance(minutes * MINUTE);
  await street.said(wang.client, 'mutation ($id: ID!) { pickUp(assignmentId: $id) { state } }', {
    id,
  });
  expect((await street.deliver(wang.client, id)).errors).toBeUndefined();
  return requestId;
}

const opened = (at: readonly [number, number] = [0.5, 0.5]): Promise<{ id: string }> =>
  street.said(
    street.staff,
    'mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }',
    {
      input: { ...street.people.meal(), at: street.town.told(...at) },
      key: randomUUID(),
    },
  );
const close = (what: 'closeUnserved' | 'cancelRequest', id: string) =>
  street.said(
    street.staff,
    `mutation ($id: ID!) { ${what}(id: $id, reason: "没有人能去") { state } }`,
    { id },
  );

test('what is late, and what was only closed, weighs on the rate', async () => {
  for (let number = 0; number < 4; number++) await served(10);
  await served(70);
  const before = (await metrics()).total;
  expect(before).toMatchObject({
    opened: { value: 5 },
    served: { value: 5 },
    servedOnTime: { value: 4 },
    onTimeRate: { value: 0.8, hits: 4, n: 5, missing: null },
    clickToDoor: { n: 5, medianMinutes: 10, missing: null },
  });
  expect(before.clickToDoor.p90Minutes).toBeCloseTo(46);
  expect(before.opened.definition.zh).toMatch(/\p{Script=Han}/u);
  expect(before.onTimeRate.low).toBeCloseTo(0.3755, 3);
  expect(before.onTimeRate.high).toBeCloseTo(0.9638, 3);

  // Nobody goes, and staff make it disappear in a minute: the rate falls all the same.
  await close('closeUnserved', (await opened()).id);
  await close('cancelRequest', (await opened()).id);
  const waiting = await opened();
  expect((await metrics()).total).toMatchObject({
    unserved: { value: 2 },
    onTimeRate: { hits: 4, n: 7 },
  });
  street.stage.clock.advance(90 * MINUTE);
  const overdue = (await metrics()).total;
  expect(overdue).toMatchObject({ openOverdue: { value: 1 }, onTimeRate: { hits: 4, n: 8 } });
  // Calling it off once it is late does not undo that it was late.
  await close('cancelRequest', waiting.id);
  expect((await metrics()).total.onTimeRate).toMatchObject({ hits: 4, n: 8 });
});

test('editing a request afterwards moves no figure', async () => {
  const ids: string[] = [];
  for (let number = 0; number < 5; number++) ids.push(await served(10));
  const before = await metrics();
  street.stage.clock.advance(30 * MINUTE);
  await street.stage.sql(
    `update service_request set note_sealed = '\\x01', place = '改过', due_at = due_at + interval '1 day', version = version + 1`,
  );
  expect(await metrics()).toEqual(before);
  expect(ids).toHaveLength(5);
});

test('a delivery that was taken back is none', async () => {
  const id = await served(5);
  await street.said(
    street.staff,
    'mutation ($id: ID!, $key: ID!) { openRequestAgain(id: $id, reason: "没有送到", idempotencyKey: $key) { state } }',
    { id, key: randomUUID() },
  );
  expect((await metrics()).total).toMatchObject({ opened: { value: 1 }, served: { value: 0 } });
});

test('too few make no rate, and nothing at all for an analyst', async () => {
  await served(5);
  expect((await metrics()).grids[0]).toMatchObject({
    opened: { value: 1 },
    onTimeRate: { value: null, hits: 1, n: 1, missing: 'TOO_FEW' },
    clickToDoor: { n: 1, medianMinutes: null, missing: 'TOO_FEW' },
  });
  const { total, grids } = await metrics('ANALYST');
  for (const one of [total, grids[0]])
    expect(one).toMatchObject({
      opened: { value: null },
      onTimeRate: { value: null, n: null },
      clickToDoor: { n: null, medianMinutes: null },
    });
});

test('a grid split in the middle of a period: both views add up to the same', async () => {
  const [west] = street.grids;
  for (let number = 0; number < 5; number++) await served(5, [0.2, 0.5]);
  await served(5, [0.8, 0.5]);
  const open = await opened([0.8, 0.6]);
  await street.settle();
  await street.split(west!, 0.5);
  await served(5, [0.8, 0.4]);
  const asItWas = await metrics();
  const asToday = await metrics('STREET_STAFF', { cut: 'AS_TODAY' });
  expect(asToday.total).toEqual(asItWas.total);
  expect(asItWas.total.opened.value).toBe(8);
  const byCode = (answer: any) =>
    Object.fromEntries(
      answer.grids.map(({ grid, opened }: any) => [
        `${grid.code.slice(-6)}${grid.validTo ? ' before' : ''}`,
        opened.value,
      ]),
    );
  expect(byCode(asItWas)).toEqual({ '001001 before': 7, '001003': 1 });
  expect(byCode(asToday)).toEqual({ '001001': 5, '001003': 3 });
  expect(asToday).toMatchObject({ cut: 'AS_TODAY' });
  expect(asToday.changedGrids.map(({ code }: any) => code.slice(-6))).toEqual(
    expect.arrayContaining(['001001', '001003']),
  );
  // What was still open went to the new grid.
  const [moved] = await street.stage.sql(
    'select g.code from service_request r join grid g on g.id = r.grid_id where r.id = ?',
    [open.id],
  );
  expect(moved!.code).toMatch(/001003$/);
});
