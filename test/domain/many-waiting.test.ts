import { dispatchStreet } from '../../src/domain/requests/dispatching.ts';
import { openRequest } from './opening.ts';
import { openRequestsStage, type RequestsStage } from './requests-stage.ts';

let stage: RequestsStage;
afterEach(() => stage.close());

test('of more than a hundred that wait, what is late comes before what is urgent and has time', async () => {
  stage = await openRequestsStage();
  const town = await stage.found('320199001', 118.77);
  const accountId = await town.account('STREET_STAFF');
  const staff = stage.as(stage.actor(town.streetId, 'STREET_STAFF', { accountId }));
  const open = async (kind: string): Promise<string> => {
    const input = { kind, at: town.told(1, 1), place: '门口', pickup: town.told(1.1, 1) };
    return openRequest(staff, { ...input, pickupName: '食堂' });
  };
  const late = await open('MEAL');
  stage.clock.advance(2 * 3_600_000);
  for (let n = 0; n < 100; n++) await open('WARM_BOX');
  await town.rider({ at: [1, 1] });
  await stage.inStreet(town.streetId, dispatchStreet);
  const asked = await stage.sql(`select request_id from offer where state = 'PENDING'`);
  expect(asked).toEqual([{ request_id: late }]);
});
