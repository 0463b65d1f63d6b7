import { randomUUID } from 'node:crypto';
import { codesOf } from '../support/client.ts';
import { openPlansStage, type PlansStage } from './plans-stage.ts';

let stage: PlansStage;
beforeEach(async () => {
  stage = await openPlansStage();
});
afterEach(() => stage.close());

const ISSUE = `mutation ($input: IssueBatchInput!, $key: ID!) { issueBatch(input: $input, idempotencyKey: $key) {
  id total fulfilled open failed refused { residentId why } byGrid { code total requestIds } } }`;

const packages = (recipients: object) => ({
  kind: 'STUDY_PACKAGE',
  name: '三月学习包裹',
  recipients,
  readyAt: '2026-03-02T03:00:00Z',
  dueAt: '2026-03-03T09:00:00Z',
  pickup: stage.here.told(1, 1),
  pickupName: '党群服务中心',
});

test('a study package for 178 is one batch, grid by grid, and once', async () => {
  const elders = await stage.elders(178);
  await stage.sql('update consent set withdrawn_at = now() where resident_id = ?', [elders[5]]);
  const key = randomUUID();
  const input = packages({ residentIds: elders });
  const { data, errors } = await stage.staff(ISSUE, { input, key });
  expect(errors).toBeUndefined();
  await stage.staff(ISSUE, { input, key });
  const { id, byGrid, ...counts } = data!.issueBatch;
  expect(counts).toEqual({
    total: 178,
    fulfilled: 0,
    open: 177,
    failed: 1,
    refused: [{ residentId: elders[5], why: 'SERVICE_CONSENT_NEEDED' }],
  });
  const codes = byGrid.map(({ code }: { code: string }) => code);
  expect(codes).toEqual(codes.toSorted());
  expect(byGrid.flatMap(({ requestIds }: { requestIds: string[] }) => requestIds)).toHaveLength(
    177,
  );
  expect(await stage.facts('request.opened')).toHaveLength(177);
  await stage.sql(
    `update service_request set state = 'CANCELLED', closed_at = now() where id = ?`,
    [byGrid[0].requestIds[0]],
  );
  const later = await stage.staff(`query ($id: ID!) { batch(id: $id) { open failed } }`, { id });
  expect(later.data!.batch).toEqual({ open: 176, failed: 2 });
});

test('a filter that names nobody is refused, and a community issues to its own', async () => {
  await stage.elders(6);
  const issue = (recipients: object, by = stage.staff) =>
    by(ISSUE, { input: packages(recipients), key: randomUUID() });
  expect(codesOf(await issue({}))).toEqual(['NO_RECIPIENTS']);
  expect(codesOf(await issue({ categories: ['PARTY_ELDER'] }))).toEqual(['NO_RECIPIENTS']);
  expect(codesOf(await issue({ residentIds: [randomUUID()] }))).toEqual(['NOT_FOUND']);
  const [own, other] = stage.here.communityIds;
  const community = await stage.as(stage.here, 'COMMUNITY_STAFF', { communityIds: [own!] });
  expect(codesOf(await issue({ communityId: other }, community))).toEqual(['NO_RECIPIENTS']);
  expect((await issue({ communityId: own }, community)).errors).toBeUndefined();
});
