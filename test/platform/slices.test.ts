import { inSlices } from '../../src/platform/slices.ts';

/** Counts for so many milliseconds. */
function* counting(ms: number): Generator<undefined, number> {
  const endsAt = performance.now() + ms;
  let steps = 0;
  for (; performance.now() < endsAt; steps++) yield;
  return steps;
}

test('long work lets others go on in between, and comes to its end', async () => {
  let others = 0;
  let isOver = false;
  const waits = () => {
    others++;
    if (!isOver) setImmediate(waits);
  };
  waits();
  const steps = await inSlices(counting(100));
  isOver = true;
  expect(steps).toBeGreaterThan(0);
  expect(others).toBeGreaterThan(1);
});

test('two at once both come to their end, and what one throws is thrown', async () => {
  const [one, other] = await Promise.all([inSlices(counting(30)), inSlices(counting(30))]);
  expect(Math.min(one, other)).toBeGreaterThan(0);
  const broken = (function* () {
    yield;
    throw new Error('broken');
  })();
  await expect(inSlices(broken)).rejects.toThrow('broken');
});
