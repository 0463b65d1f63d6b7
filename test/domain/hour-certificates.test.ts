import { randomUUID } from 'node:crypto';
import { certificateCode, isCodeOf } from '../../src/domain/hours/certificate-code.ts';
import { revokeChanged } from '../../src/domain/hours/certifying.ts';
import { measureHours } from '../../src/domain/hours/measuring.ts';
import { codesOf } from '../support/client.ts';
import { openHoursStage, type HoursStage } from './hours-stage.ts';

let stage: HoursStage;
beforeEach(async () => {
  stage = await openHoursStage();
});
afterEach(() => stage.close());

const ISSUE = `mutation ($from: DateTimeISO!, $to: DateTimeISO!, $key: ID!) {
  issueHourCertificate(from: $from, to: $to, idempotencyKey: $key) {
    id number code name company minutes tasks fromAt untilAt revokedAt } }`;
const VERIFY = `query ($number: String!, $code: String!) { verifyHourCertificate(number: $number, code: $code) {
  number state maskedName company street from until minutes tasks issuedAt } }`;
const FROM = '2026-03-01T00:00:00.000Z';
const period = () => ({ from: FROM, to: stage.clock.now().toISOString() });
const issue = (more: object = period()) => stage.said(stage.ask, ISSUE, more);
const nobody = () => stage.asked(null as never);
const verify = ({ number, code }: { number: string; code: string }, by = nobody()) =>
  stage.said(by, VERIFY, { number, code });
const mine = () =>
  stage.said(stage.ask, '{ myHourCertificates { number revokedAt revokeReason revokeNote } }');
const entries = () =>
  stage.said(
    stage.ask,
    `{ myHours(from: "${FROM}", to: "2027-01-01T00:00:00Z") { entries { id state } } }`,
  );
const approve = async () =>
  stage.said(stage.staff, 'mutation ($ids: [ID!]!) { approveHours(ids: $ids) { state } }', {
    ids: (await entries()).entries.map(({ id }: { id: string }) => id),
  });

/** So many tasks served together in half an hour, and settled. */
async function served(tasks: number): Promise<string[]> {
  const ids = await stage.accepted(tasks);
  stage.minutes(30);
  for (const id of ids) await stage.deliver(id);
  await stage.measure();
  stage.minutes(1);
  return ids;
}

test('a certificate says what was approved, and anybody who holds it learns no more than that', async () => {
  await served(2);
  expect(codesOf(await stage.ask(ISSUE, { ...period(), key: randomUUID() }))).toEqual([
    'NO_APPROVED_HOURS',
  ]);
  await approve();
  const certificate = await issue();
  const now = stage.clock.now().toISOString();
  expect(certificate).toMatchObject({ minutes: 30, tasks: 2, company: '快送', untilAt: now });
  expect(certificate.number).toMatch(/^320199001-2026-000001$/);
  expect(certificate.code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const told = {
    number: certificate.number,
    state: 'VALID',
    maskedName: '骑**',
    company: '快送',
    street: '试验街道',
    from: FROM,
    until: now,
    minutes: 30,
    tasks: 2,
    issuedAt: now,
  };
  expect(await verify(certificate)).toEqual(told);
  const elsewhere = stage.asked(stage.actor(stage.there, 'RESIDENT', { accountId: randomUUID() }));
  expect(await verify(certificate, elsewhere)).toEqual(told);
  const typed = { ...certificate, code: certificate.code.toLowerCase().replaceAll('-', ' ') };
  expect(await verify(typed)).toEqual(told);
});

test('number and code belong together, and what is wrong in either opens nothing', async () => {
  await served(1);
  await approve();
  const { number, code } = await issue();
  const other = `${number.slice(0, -1)}2`;
  const wrong = code.replace(/^./, (letter: string) => (letter === '0' ? '1' : '0'));
  for (const told of [
    { number, code: wrong },
    { number: other, code },
    { number: other, code: certificateCode(stage.platform.keys, other) },
  ])
    expect(codesOf(await nobody()(VERIFY, told))).toEqual(['NOT_FOUND']);
  expect(codesOf(await nobody()(VERIFY, { number: '1', code }))).toEqual(['INVALID_INPUT']);
  expect(isCodeOf(stage.platform.keys, number, '')).toBe(false);
});

test('the same hours are the same certificate; more of them take the place of the first', async () => {
  await served(1);
  await approve();
  const asked = period();
  const first = await issue(asked);
  expect(await issue(asked)).toEqual(first);
  const [hour] = (await entries()).entries;
  await stage.said(
    stage.ask,
    'mutation ($id: ID!) { disputeHours(id: $id, reason: "等门") { state } }',
    { id: hour.id },
  );
  expect((await verify(first)).state).toBe('DISPUTED');
  await stage.said(
    stage.staff,
    'mutation ($id: ID!) { correctHours(id: $id, minutes: 40, reason: "查了轨迹") { state } }',
    { id: hour.id },
  );
  const second = await issue(asked);
  expect(second).toMatchObject({ number: '320199001-2026-000002', minutes: 40 });
  expect((await verify(first)).state).toBe('REVOKED');
  expect((await verify(second)).state).toBe('VALID');
  expect(await mine()).toMatchObject([{ revokedAt: null }, { revokeReason: 'REPLACED' }]);
});

test('a dispute that changes the hours revokes what was certified, one that does not leaves it', async () => {
  await served(1);
  await approve();
  const certificate = await issue();
  const [{ id }] = (await entries()).entries;
  const dispute = 'mutation ($id: ID!) { disputeHours(id: $id, reason: "等门") { state } }';
  const correct = (minutes: number) =>
    stage.said(
      stage.staff,
      'mutation ($id: ID!, $m: Float!) { correctHours(id: $id, minutes: $m, reason: "查了轨迹") { state } }',
      { id, m: minutes },
    );
  await stage.said(stage.ask, dispute, { id });
  await stage.asSystem(revokeChanged);
  await correct(30);
  await stage.asSystem(revokeChanged);
  expect((await verify(certificate)).state).toBe('VALID');
  await stage.said(stage.ask, dispute, { id });
  await correct(35);
  expect((await verify(certificate)).state).toBe('REVOKED');
  await stage.asSystem(revokeChanged);
  await stage.asSystem(revokeChanged);
  expect(await mine()).toMatchObject([{ revokeReason: 'HOURS_CHANGED' }]);
  const revoked = await stage.sql(
    `select payload from outbox where name = 'hours.certificate_revoked'`,
  );
  expect(revoked).toHaveLength(1);
});

test('a delivery that is taken back takes its certificate with it', async () => {
  const [id] = await served(1);
  await approve();
  const certificate = await issue();
  await stage.said(
    stage.ask,
    'mutation ($id: ID!, $key: ID!) { undoStep(assignmentId: $id, idempotencyKey: $key) { id } }',
    { id },
  );
  await stage.asSystem((ctx) => measureHours(ctx, [stage.rider.id]));
  expect((await verify(certificate)).state).toBe('REVOKED');
});

test('hours too old are not disputed any more', async () => {
  await served(1);
  await approve();
  const [{ id }] = (await entries()).entries;
  stage.passHours(24 * 91);
  const dispute = 'mutation ($id: ID!) { disputeHours(id: $id, reason: "等门") { state } }';
  expect(codesOf(await stage.ask(dispute, { id }))).toEqual(['HOURS_TOO_OLD']);
});

test('staff of the street withdraw a certificate with a reason; nobody sees or rewrites those of others', async () => {
  await served(1);
  await approve();
  const { id, number } = await issue();
  const other = await stage.here.rider();
  const stranger = stage.asked(
    stage.actor(stage.here, 'RIDER', { riderId: other.id, accountId: other.accountId }),
  );
  expect(await stage.said(stranger, '{ myHourCertificates { number } }')).toEqual([]);
  const revoke =
    'mutation ($id: ID!) { revokeHourCertificate(id: $id, reason: "误开") { revokeReason revokeNote } }';
  expect(codesOf(await stranger(revoke, { id }))).toEqual(['NOT_FOUND']);
  const accountId = await stage.here.account('STREET_STAFF', []);
  const foreign = stage.asked(stage.actor(stage.there, 'STREET_STAFF', { accountId }));
  expect(codesOf(await foreign(revoke, { id }))).toEqual(['NOT_FOUND']);
  const gone = { revokeReason: 'WITHDRAWN', revokeNote: '误开' };
  expect(await stage.said(stage.staff, revoke, { id })).toEqual(gone);
  expect(await stage.said(stage.staff, revoke, { id })).toEqual(gone);
  const list = 'query ($id: ID!) { hourCertificates(riderId: $id) { number } }';
  expect(await stage.said(stage.staff, list, { id: stage.rider.id })).toEqual([{ number }]);
  await expect(stage.sql('update hour_certificate set seconds = 1')).rejects.toThrow('rewritten');
  await expect(stage.sql('delete from hour_certificate')).rejects.toThrow('not deleted');
});
