import { randomUUID } from 'node:crypto';
import { openPlansStage, type PlansStage } from './plans-stage.ts';
import { importBanks, NORTH, SOUTH } from './river-stage.ts';
import { PREVIEW } from './rounds-stage.ts';

const CODE = '320199001';
let stage: PlansStage;
afterEach(() => stage.close());

test('a round is proposed to the rider who is near by road, not to the one across the river', async () => {
  stage = await openPlansStage();
  const elders = await stage.elders(1);
  const pickup = stage.here.told(1.1, NORTH);
  const planId = await stage.lunch(elders, { pickup });
  await stage.issue();
  const across = await stage.here.rider({ at: [1.1, SOUTH], capacity: 8 });
  const alongside = await stage.here.rider({ at: [1.3, NORTH], capacity: 8 });
  const proposedTo = async () => {
    const { data, errors } = await stage.staff(PREVIEW, { planId, key: randomUUID() });
    expect(errors).toBeUndefined();
    return data!.previewRound.routes.map((route: { rider: { id: string } }) => route.rider.id);
  };
  expect(await proposedTo()).toEqual([across.id]);
  await importBanks(stage.platform, stage.here, { code: CODE, bridges: [0.1] });
  expect(await proposedTo()).toEqual([alongside.id]);
});
