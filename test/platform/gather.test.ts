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

async function until(holds: () => boolean) {
  while (!holds()) await new Promise(setImmediate);
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

test('who ask in the same turn are served together, later ones with those who are left, none with the same key', async () => {
  const { work, served, doors } = working();
  const gather = openGather();
  const asked = ['a', 'b', 'b2', 'c', 'd'].map((one) => gather.ask(work, one));
  await until(() => served.length === 1);
  asked.push(gather.ask(work, 'e'));
  const answers = await settled(asked, doors);
  expect(served).toEqual([
    ['a', 'b', 'c'],
    ['b2', 'd', 'e'],
  ]);
  expect(answers.map((one) => (one as PromiseFulfilledResult<string>).value)).toEqual([
    'a!',
    'b!',
    'b2!',
    'c!',
    'd!',
    'e!',
  ]);
});

test('who come soon after a round wait with each other for the next, though it is answered already', async () => {
  const { work, served, doors } = working();
  const pauses: { ms: number; end: () => void }[] = [];
  const gather = openGather((ms) => new Promise<void>((end) => pauses.push({ ms, end })));
  const patient = { ...work, everyMs: 20 };
  const [first] = await settled([gather.ask(patient, 'a')], doors);
  expect(first).toMatchObject({ value: 'a!' });
  const later = [gather.ask(patient, 'b')];
  await new Promise(setImmediate);
  later.push(gather.ask(patient, 'c'));
  expect([served, pauses.map(({ ms }) => ms)]).toEqual([[['a']], [20]]);
  pauses[0]!.end();
  await settled(later, doors);
  expect(served).toEqual([['a'], ['b', 'c']]);
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
