import { signInWithCode as redeem } from '../../../src/domain/access/redeeming.ts';
import { contextFor } from '../../../src/platform/context.ts';
import type { Refusal } from '../../../src/platform/errors.ts';
import { codesOf } from '../../support/client.ts';
import { FIRST, openStage, requestCode, SECOND, signInWithCode, type Stage } from './stage.ts';

const ZHANG = '+8613800001234';
const MINUTE = 60_000;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.enrol(stage.streets.first, { role: 'RIDER', name: '张', phone: '138 0000 1234' });
});
afterAll(() => stage.close());
beforeEach(() => stage.clock.advance(24 * 60 * MINUTE));

const ask = (phone = '13800001234', street = FIRST) =>
  stage.stranger(requestCode, { street, phone });
const enter = (code: string, more: { phone?: string; street?: string; role?: string } = {}) =>
  stage.stranger(signInWithCode, { street: FIRST, phone: '13800001234', code, ...more });
const wrongFor = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a rider signs in with the code that was sent, once', async () => {
  const { data } = await ask();
  const nowMs = stage.clock.now().getTime();
  expect(new Date(data!.requestCode.expiresAt).getTime()).toBe(nowMs + 5 * MINUTE);
  expect(new Date(data!.requestCode.resendAt).getTime()).toBe(nowMs + MINUTE);
  const code = stage.sms.codeFor(ZHANG);
  expect(code).toMatch(/^\d{6}$/);
  expect((await enter(code)).data!.signInWithCode.me).toMatchObject({
    name: '张',
    role: 'RIDER',
    street: { code: FIRST },
  });
  expect(codesOf(await enter(code))).toEqual(['CODE_EXPIRED']);
});

test('twenty at once with the right code: one gets in', async () => {
  await ask();
  const code = stage.sms.codeFor(ZHANG);
  const answers = await Promise.all(Array.from({ length: 20 }, () => enter(code)));
  expect(answers.filter(({ data }) => data?.signInWithCode)).toHaveLength(1);
});

test('after five wrong tries, in turn or at once, the right code is dead too', async () => {
  await ask();
  const code = stage.sms.codeFor(ZHANG);
  const answers = await Promise.all(Array.from({ length: 12 }, () => enter(wrongFor(code))));
  const codes = answers.flatMap(codesOf);
  expect(codes.filter((code) => code === 'CODE_WRONG')).toHaveLength(5);
  expect(codes.filter((code) => code === 'CODE_EXPIRED')).toHaveLength(7);
  expect(codesOf(await enter(code))).toEqual(['CODE_EXPIRED']);
});

test('a code lives five minutes, and only the latest one does', async () => {
  await ask();
  const old = stage.sms.codeFor(ZHANG);
  stage.clock.advance(MINUTE);
  await ask();
  const latest = stage.sms.codeFor(ZHANG);
  if (old !== latest) expect(codesOf(await enter(old))).toEqual(['CODE_WRONG']);
  stage.clock.advance(5 * MINUTE);
  expect(codesOf(await enter(latest))).toEqual(['CODE_EXPIRED']);
});

test('one code a minute and ten a day, also when asked for at once', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask()));
  expect(answers.filter(({ data }) => data)).toHaveLength(1);
  const refused = answers.find(({ errors }) => errors)!;
  expect(refused.errors![0]!.extensions).toMatchObject({
    code: 'TOO_MANY_TRIES',
    facts: { retryAfterSeconds: 60 },
  });
  for (let sent = 1; sent < 10; sent++) {
    stage.clock.advance(MINUTE);
    expect((await ask()).data).toBeTruthy();
  }
  stage.clock.advance(MINUTE);
  expect((await ask()).errors![0]!.extensions.facts).toEqual({
    retryAfterSeconds: 24 * 3600 - 10 * 60,
  });
});

test('a phone nobody has gets the same answers, and no message', async () => {
  const sent = stage.sms.sent.length;
  const known = await ask();
  const unknown = await ask('13900000000');
  expect(unknown).toEqual(known);
  expect(stage.sms.sent).toHaveLength(sent + 1);
  const wrong = wrongFor(stage.sms.codeFor(ZHANG));
  expect(await enter(wrong, { phone: '13900000000' })).toEqual(await enter(wrong));
  expect(codesOf(await ask('13900000000'))).toEqual(codesOf(await ask()));
});

test('a phone nobody has leaves the same traces, so that it takes the same work', async () => {
  await ask();
  await ask('13900000000');
  const kept = await contextFor(stage.platform, null).em.execute<{ kept: number }[]>(
    'select count(*)::int as kept from one_time_code where sent_at = ? group by phone_digest',
    [stage.clock.now().toISOString()],
  );
  expect(kept).toEqual([{ kept: 1 }, { kept: 1 }]);
});

test('a phone of one street office is unknown at the other, and so is its code', async () => {
  const sent = stage.sms.sent.length;
  await ask('13800001234', SECOND);
  expect(stage.sms.sent).toHaveLength(sent);
  await ask();
  const code = stage.sms.codeFor(ZHANG);
  expect(codesOf(await enter(code, { street: SECOND }))).toEqual(['CODE_WRONG']);
  expect(codesOf(await enter(code, { street: '999999999' }))).toEqual(['NOT_FOUND']);
});

test('who has two roles is asked which, and may then use the same code', async () => {
  const phone = '13700007777';
  await stage.enrol(stage.streets.first, { role: 'RIDER', name: '赵', phone });
  await stage.enrol(stage.streets.first, { role: 'FAMILY', name: '赵', phone });
  await ask(phone);
  const code = stage.sms.codeFor(`+86${phone}`);
  const [refused] = (await enter(code, { phone })).errors!;
  expect(refused!.extensions).toMatchObject({
    code: 'ROLE_NEEDED',
    facts: { roles: ['FAMILY', 'RIDER'] },
  });
  expect((await enter(code, { phone, role: 'FAMILY' })).data!.signInWithCode.me.role).toBe(
    'FAMILY',
  );
});

test('what is no phone, no code or no street is refused before anything is counted', async () => {
  expect(codesOf(await ask('12345'))).toEqual(['PHONE_INVALID']);
  expect(codesOf(await ask('13800001234', 'x'))).toEqual(['INVALID_INPUT']);
  expect(codesOf(await enter('12345x'))).toEqual(['INVALID_INPUT']);
});

test('ten thousand guesses from a thousand addresses get nobody in', async () => {
  await ask();
  const code = Number(stage.sms.codeFor(ZHANG));
  const guess = (n: number) => String((code + 5_000 - n + 1_000_000) % 1_000_000).padStart(6, '0');
  const tryOne = (n: number) =>
    redeem(contextFor(stage.platform, null, `address ${n % 1_000}`), {
      street: FIRST,
      phone: ZHANG,
      code: guess(n),
    }).then(
      () => 'entered',
      (refused: Refusal) => refused.code,
    );
  const answers: string[] = [];
  for (let from = 0; from < 10_000; from += 100)
    answers.push(...(await Promise.all(Array.from({ length: 100 }, (_, i) => tryOne(from + i)))));
  const counted = (answer: string) => answers.filter((given) => given === answer).length;
  expect({ wrong: counted('CODE_WRONG'), dead: counted('CODE_EXPIRED') }).toEqual({
    wrong: 5,
    dead: 9_995,
  });
});
