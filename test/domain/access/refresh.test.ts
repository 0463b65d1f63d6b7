import { codesOf } from '../../support/client.ts';
import { openStage, PASSWORD, refresh, signIn, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.enrol(stage.streets.first, {
    role: 'STREET_STAFF',
    name: '王秀英',
    login: 'wang',
    password: PASSWORD,
  });
});
afterAll(() => stage.close());

const enter = async () =>
  (await stage.stranger(signIn, { login: 'wang', password: PASSWORD })).data!.signIn;
const renew = (refreshToken: string) => stage.stranger(refresh, { refreshToken });
const SECOND = 1_000;

test('a refresh token is exchanged for the next, as often as one likes', async () => {
  let { refreshToken } = await enter();
  const seen = new Set([refreshToken]);
  for (let i = 0; i < 5; i++) {
    stage.clock.advance(60 * SECOND);
    const { data } = await renew(refreshToken);
    ({ refreshToken } = data!.refresh);
    const client = await stage.holding(data!.refresh.accessToken);
    expect((await client('{ me { name } }')).data!.me.name).toBe('王秀英');
    seen.add(refreshToken);
  }
  expect(seen.size).toBe(6);
});

test('two devices of one session that refresh within ten seconds go on with the same successor', async () => {
  const { refreshToken } = await enter();
  const answers = await Promise.all([
    renew(refreshToken),
    renew(refreshToken),
    renew(refreshToken),
  ]);
  const successors = new Set(answers.map(({ data }) => data!.refresh.refreshToken));
  expect(successors.size).toBe(1);
  stage.clock.advance(9 * SECOND);
  const again = await renew(refreshToken);
  expect(again.data!.refresh.refreshToken).toBe([...successors][0]);
  stage.clock.advance(60 * SECOND);
  expect((await renew([...successors][0])).data).toBeTruthy();
});

test('a token shown again later ends the whole session, and says so to the feed', async () => {
  const stolen = await enter();
  const successor = (await renew(stolen.refreshToken)).data!.refresh;
  const actor = await stage.authenticator.authenticate(successor.accessToken);
  stage.clock.advance(11 * SECOND);
  expect(codesOf(await renew(stolen.refreshToken))).toEqual(['SESSION_ENDED']);
  expect(codesOf(await renew(successor.refreshToken))).toEqual(['SESSION_ENDED']);
  expect(await stage.authenticator.stillValid(actor)).toBe(false);
  for (const { accessToken } of [stolen, successor])
    await expect(stage.authenticator.authenticate(accessToken)).rejects.toMatchObject({
      code: 'SESSION_ENDED',
    });
  const told = await stage.rows(
    "select 1 from outbox where name = 'session.revoked' and payload->>'sessionId' = ?",
    [actor.sessionId],
  );
  expect(told).toHaveLength(1);
});

test('signing out ends the session; other sessions go on', async () => {
  const here = await enter();
  const there = await enter();
  const client = await stage.holding(here.accessToken);
  expect((await client('mutation { signOut }')).data).toEqual({ signOut: true });
  stage.clock.advance(SECOND);
  await expect(stage.holding(here.accessToken)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  expect(codesOf(await renew(here.refreshToken))).toEqual(['SESSION_ENDED']);
  expect((await renew(there.refreshToken)).data).toBeTruthy();
});

test('a session ends by itself after thirty days', async () => {
  const { refreshToken } = await enter();
  stage.clock.advance(30 * 24 * 3600 * SECOND);
  expect(codesOf(await renew(refreshToken))).toEqual(['SESSION_ENDED']);
});

test('an invented token is none', async () => {
  expect(codesOf(await renew('x'.repeat(43)))).toEqual(['TOKEN_INVALID']);
  expect(codesOf(await renew('x'))).toEqual(['INVALID_INPUT']);
});

test('no refresh token, access token or code is kept as it is', async () => {
  const { refreshToken, accessToken } = await enter();
  const rows = await stage.rows<{ row: string }>(
    'select t::text as row from refresh_token t union all select s::text from session s',
  );
  const kept = rows.map(({ row }) => row).join('\n');
  for (const secret of [refreshToken, accessToken, Buffer.from(refreshToken).toString('hex')])
    expect(kept).not.toContain(secret);
});
