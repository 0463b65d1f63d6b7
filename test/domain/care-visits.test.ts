import { codesOf } from '../support/client.ts';
import { openCareStage, type CareStage } from './care-stage.ts';

let care: CareStage;
beforeEach(async () => {
  care = await openCareStage();
});
afterEach(() => care.close());

const DAY = 24 * 60;
const PLAN = `mutation ($id: ID!, $risk: RiskClass!) {
  setVisitPlan(residentId: $id, riskClass: $risk) { riskClass since resident { id } } }`;
const PAUSE = `mutation ($id: ID!, $until: DateTimeISO) { pauseVisits(residentId: $id, until: $until) { pausedUntil } }`;
const OVERDUE = `query ($first: Int! = 50, $after: String) { overdueVisits(first: $first, after: $after) {
  totalCount edges { node { resident { id } riskClass lastContactAt daysOver } } pageInfo { endCursor hasNextPage } } }`;
const RESOLVE =
  'mutation ($id: ID!, $r: AlertResult!) { resolveAlert(id: $id, result: $r) { id } }';

/** Whom nobody has seen for longer than the policy allows although nobody is alarmed, as SQL sees it. */
const FORGOTTEN = `
  select v.resident_id from visit_plan v where greatest(v.since,
    (select max(at) from care_contact c where c.resident_id = v.resident_id)) + (case v.risk_class
      when 'HIGH' then 7 when 'MEDIUM' then 30 else 90 end) * interval '1 day' <= ?
    and not exists (select from care_alert a where a.resident_id = v.resident_id and a.kind = 'MISSED_CONTACT' and a.state <> 'RESOLVED')`;

test('for ninety days nobody is beyond the limit without an open alert', async () => {
  const risks = ['HIGH', 'HIGH', 'HIGH', 'MEDIUM', 'MEDIUM', 'LOW'];
  const elders: string[] = [];
  for (const risk of risks) {
    const id = await care.elder();
    await care.said(care.staff, PLAN, { id, risk });
    elders.push(id);
  }
  const rider = await care.rider();
  let raised = 0;
  for (let day = 1; day <= 91; day++) {
    await care.after(DAY);
    expect(await care.sql(FORGOTTEN, [care.clock.now().toISOString()])).toEqual([]);
    const open = await care.alerts('(state: OPEN)');
    expect(new Set(open.map(({ resident }: any) => resident.id)).size).toBe(open.length);
    if (day % 6 === 0) {
      const { id } = await care.task(elders[0]!, rider.id);
      await care.deliver(rider, id);
    }
    if (day % 10 === 0)
      for (const alert of open) {
        await care.said(care.staff, RESOLVE, { id: alert.id, r: raised % 2 ? 'SAFE' : 'OTHER' });
        raised++;
      }
  }
  const alarmed = await care.sql('select distinct resident_id from care_alert');
  expect(new Set(alarmed.map(({ resident_id }) => resident_id))).toEqual(new Set(elders.slice(1)));
});

test('those overdue are listed, longest first, page by page, each community its own', async () => {
  for (const risk of ['LOW', 'HIGH', 'MEDIUM'])
    await care.said(care.staff, PLAN, { id: await care.elder(), risk });
  await care.after(40 * DAY);
  const first = await care.said(care.staff, OVERDUE, { first: 1 });
  expect(first).toMatchObject({
    totalCount: 2,
    edges: [{ node: { riskClass: 'HIGH', daysOver: 33, lastContactAt: null } }],
    pageInfo: { hasNextPage: true },
  });
  const after = first.pageInfo.endCursor;
  const second = await care.said(care.communityStaff, OVERDUE, { first: 1, after });
  expect(second.edges[0].node).toMatchObject({ riskClass: 'MEDIUM', daysOver: 10 });
  expect(second.pageInfo.hasNextPage).toBe(false);
  const other = await care.as(care.here, 'COMMUNITY_STAFF', {
    communityIds: [care.here.communityIds[1]!],
  });
  expect((await care.said(other, OVERDUE)).totalCount).toBe(0);
});

test('a pause holds the plan, and its end is the limit', async () => {
  const id = await care.elder();
  await care.said(care.staff, PLAN, { id, risk: 'HIGH' });
  const until = new Date(care.clock.now().getTime() + 20 * DAY * 60_000).toISOString();
  await care.said(care.staff, PAUSE, { id, until });
  await care.after(19 * DAY);
  expect(await care.alerts()).toEqual([]);
  await care.after(DAY);
  expect(await care.alerts()).toMatchObject([{ kind: 'MISSED_CONTACT', urgency: 'URGENT' }]);
});

test('a plan needs consent to care, and goes with it', async () => {
  const id = await care.elder();
  const silent = await care.elder({ consents: [], categories: [], careNote: null });
  expect(codesOf(await care.staff(PLAN, { id: silent, risk: 'LOW' }))).toEqual(['CONSENT_MISSING']);
  await care.said(care.staff, PLAN, { id, risk: 'LOW' });
  await care.said(
    care.staff,
    'mutation ($id: ID!) { withdrawConsent(residentId: $id, purpose: CARE) { id } }',
    { id },
  );
  expect(await care.sql('select 1 from visit_plan')).toEqual([]);
});

test('the numbers are data with a version: what is set holds from then on', async () => {
  const id = await care.elder();
  await care.said(care.staff, PLAN, { id, risk: 'HIGH' });
  const input = {
    highDays: 2,
    mediumDays: 30,
    lowDays: 90,
    urgentMinutes: 30,
    routineMinutes: 240,
    keepDays: 730,
  };
  const SET = `mutation ($input: CareNumbers!, $key: ID!) {
    setCarePolicy(input: $input, idempotencyKey: $key) { highDays } }`;
  expect(codesOf(await care.communityStaff(SET, { input, key: `policy-${id}` }))).toEqual([
    'NOT_FOUND',
  ]);
  await care.said(care.staff, SET, { input, key: `policy-${id}` });
  await care.after(2 * DAY);
  expect(await care.alerts()).toHaveLength(1);
  expect(
    await care.sql('select version from care_policy where street_id = ?', [care.here.streetId]),
  ).toHaveLength(2);
});
