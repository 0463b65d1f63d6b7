import { randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import { contextFor, impersonal } from '../../src/platform/context.ts';
import { execute } from '../../src/platform/graphql/execute.ts';
import { BoardFeed } from '../../src/web/console/documents/board.ts';
import { openRequestsStage, type RequestsStage, type Town } from './requests-stage.ts';

let stage: RequestsStage;
let town: Town;

beforeEach(async () => {
  stage = await openRequestsStage();
  town = await stage.found('320199001', 118.77);
});
afterEach(() => stage.close());

test.each(['STREET_STAFF', 'COMMUNITY_STAFF'] as const)(
  'what the console of %s follows is answered once for the office, whoever asks',
  async (role) => {
    const accountId = await town.account('STREET_STAFF');
    const staff = stage.actor(town.streetId, 'STREET_STAFF', { accountId });
    const { data, errors } = await stage.as(staff)(
      `mutation ($input: OpenRequestInput!, $key: ID!) {
        openRequest(input: $input, idempotencyKey: $key) { id code community { id } } }`,
      { input: { kind: 'ERRAND', at: town.told(0.5, 0.5), place: '门口' }, key: randomUUID() },
    );
    expect(errors).toBeUndefined();
    const { id: requestId, code, community } = data!.openRequest;
    const office = stage.actor(town.streetId, role, { accountId, communityIds: [community.id] });

    const event = {
      seq: 1,
      id: randomUUID(),
      name: 'request.opened',
      at: new Date(),
      payload: { requestId },
    };
    const told = await execute({
      schema: stage.schema,
      document: parse(BoardFeed),
      rootValue: { type: 'EVENT', cursor: 'x:1', event },
      contextValue: impersonal(contextFor(stage.platform, office)),
    });
    expect(told.errors).toBeUndefined();
    expect(told.data).toMatchObject({ assignmentFeed: { event: { request: { code } } } });
  },
);
