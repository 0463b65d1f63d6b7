import { issueNow, openPlansStage } from './plans-stage.ts';

test('processes that issue at the same time issue each day once', async () => {
  const stage = await openPlansStage();
  const elders = await stage.elders(20);
  await stage.lunch(elders);
  await Promise.all([issueNow(stage), issueNow(stage), issueNow(stage), issueNow(stage)]);
  expect(await stage.requests()).toHaveLength(20);
  expect(await stage.facts('request.opened')).toHaveLength(20);
  await stage.close();
});
