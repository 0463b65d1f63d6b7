import { openGather, type Work } from '../../src/platform/gather/gather.ts';

/** Work that notes with whom each was served, and waits to be let go on. */
function working() {
  const served: string[][] = [];
  const doors: (() => void)[] = [];
  const work: Work<string, string> = {
    name: 'work',
    most: 3,
    keyOf: (one) => one[0]!,
    async together(many) {
      served.push([...many]);
      await new Promise<void>((resolve) => doors.push(resolve));
      if (many.includes('bad')) throw new Error('bad');
      return many.map((one) => `${one}!`);
    },
  };
  return { work, served, doors };
}

/** Lets everything on until the answers are there. */
async function settled<T>(answers: readonly Promise<T>[], doors: (() => void)[]) {
  const all = Promise.allSettled(answers);
  const under = new Set(answers);
  for (const answer of answers) void answer.catch(() => undefined).then(() => under.delete(answer));
  while (under.size > 0) {
    doors.shift()?.();
    await new Promise(setImmediate);
  }
  return all;
}

test('the first is served at once, all who come until then together, none with the same key', async () => {
  const { work, served, doors } = working();
  const gather = openGather();
  const asked = ['a', 'b', 'c', 'b2', 'd', 'e'].map((one) => gather.ask(work, one));
  const answers = await settled(asked, doors);
  expect(served).toEqual([['a'], ['b', 'c', 'd'], ['b2', 'e']]);
  expect(answers.map((one) => (one as PromiseFulfilledResult<string>).value)).toEqual([
    'a!',
    'b!',
    'c!',
    'b2!',
    'd!',
    'e!',
  ]);
});

test('nobody fails for another, and after a failure it goes on', async () => {
  const { work, doors } = working();
  const gather = openGather();
  const asked = ['a', 'bad', 'c', 'd'].map((one) => gather.ask(work, one));
  const answers = await settled(asked, doors);
  expect(answers.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect((await settled([gather.ask(work, 'z')], doors))[0]).toMatchObject({ value: 'z!' });
});
