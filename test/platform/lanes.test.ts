import { openSingleFile } from '../../src/platform/jobs/lanes.ts';

const LONG_MS = 30;

test('work is done one after the other, in order, and answers for itself', async () => {
  const file = openSingleFile(60_000);
  const seen: string[] = [];
  const piece = (name: string) => async () => {
    seen.push(`${name} begins`);
    await Promise.resolve();
    seen.push(`${name} ends`);
    if (name === 'b') throw new Error('b failed');
    return name;
  };
  const done = await Promise.allSettled(['a', 'b', 'c'].map((name) => file(piece(name))));
  expect(seen).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('who takes long holds up no other', async () => {
  const file = openSingleFile(LONG_MS);
  const held = Promise.withResolvers<string>();
  const slow = file(() => held.promise);
  expect(await file(async () => 'next')).toBe('next');
  held.resolve('slow');
  expect(await slow).toBe('slow');
});
