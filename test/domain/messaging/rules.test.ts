import * as fc from 'fast-check';
import { defaultPolicy } from '../../../src/domain/messaging/policy.ts';
import {
  clockTime,
  fractionOf,
  isQuiet,
  nextRung,
  retryWaitMs,
  share,
  tokensSpent,
} from '../../../src/domain/messaging/rules.ts';
import { defaultTemplates, fill, unknownPlaces } from '../../../src/domain/messaging/template.ts';

const at = (time: string) => new Date(`2026-03-02T${time}:00+08:00`);

test.each([
  ['21:59', false],
  ['22:00', true],
  ['23:59', true],
  ['00:00', true],
  ['06:59', true],
  ['07:00', false],
  ['12:00', false],
])('at %s it is quiet: %s', (time, quiet) => {
  expect(isQuiet(at(time), defaultPolicy)).toBe(quiet);
  expect(clockTime(at(time))).toBe(time);
});

test('quiet hours within one day do not go over midnight', () => {
  const siesta = { ...defaultPolicy, quietFrom: '12:00', quietTo: '14:00' };
  expect(
    [at('11:59'), at('12:00'), at('14:00'), at('00:30')].map((time) => isQuiet(time, siesta)),
  ).toEqual([false, true, false, false]);
});

test('waits grow, stay within half and the whole of their step, and are the same for the same message', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 40 }), (id, attempts) => {
      const wait = retryWaitMs(id, attempts, defaultPolicy);
      const full = Math.min(
        defaultPolicy.firstRetryMs * 2 ** (attempts - 1),
        defaultPolicy.longestRetryMs,
      );
      expect(wait).toBe(retryWaitMs(id, attempts, defaultPolicy));
      expect(wait).toBeGreaterThanOrEqual(Math.floor(full / 2));
      expect(wait).toBeLessThanOrEqual(full);
      expect(fractionOf(id)).toBeLessThan(1);
    }),
  );
});

test('what is urgent goes first, and no share is larger than what is free', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(20), fc.nat(200), (free, reserved, urgent) => {
      const shared = share(free, reserved, urgent);
      expect(shared.urgent).toBe(Math.min(free, urgent));
      expect(shared.urgent + shared.others).toBeLessThanOrEqual(free);
      expect(shared.others).toBeLessThanOrEqual(Math.max(0, free - reserved));
    }),
  );
});

test('a token is spent until its time is over', () => {
  const now = at('12:00');
  const before = (ms: number) => new Date(now.getTime() - ms);
  expect(tokensSpent([before(68_000), before(67_999), now], now, 68_000)).toHaveLength(2);
});

test('an offer climbs one rung at a time, each later than the one below, and ends at the telephone', () => {
  for (const tier of [0, 1, 2, 3]) {
    const message = nextRung('SOCKET', tier, defaultPolicy)!;
    const sms = nextRung(message.rung, tier, defaultPolicy)!;
    const phone = nextRung(sms.rung, tier, defaultPolicy)!;
    expect([message.rung, sms.rung, phone.rung]).toEqual(['MESSAGE', 'SMS', 'PHONE']);
    expect(message.seconds < sms.seconds && sms.seconds < phone.seconds).toBe(true);
    expect(nextRung(phone.rung, tier, defaultPolicy)).toBeUndefined();
  }
});

test.each(defaultTemplates.map((template) => [template.code, template] as const))(
  'the template %s uses only its own places, in both languages',
  (_, template) => {
    expect([
      ...unknownPlaces(template.zh, template),
      ...unknownPlaces(template.en, template),
    ]).toEqual([]);
    const values = Object.fromEntries(
      Object.keys(template.variables).map((name) => [name, 'x'.repeat(100)]),
    );
    for (const text of [template.zh, template.en])
      expect(fill(text, template, values)).not.toMatch(/[{}]/);
  },
);
