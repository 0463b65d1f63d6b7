import { randomUUID } from 'node:crypto';
import { openSocket } from '../support/raw-socket.ts';
import { startRunning, type Running } from '../support/running.ts';
import { clientOver } from '../support/transports.ts';
import { neighbour, openTown, type Town } from './town.ts';

let running: Running;
let town: Town;

beforeAll(async () => {
  running = await startRunning();
  town = await openTown(running, neighbour);
});
afterAll(() => running.stop());

const RIDERS = 'query { partnerRiders { totalCount } }';

async function issue(): Promise<{ token: string; id: string }> {
  const found = await town.as('STREET_STAFF')('{ organizations(kind: SITE) { id } }');
  const organizationId = found.data!.organizations[0].id;
  const { data } = await town.as('STREET_STAFF')(
    `mutation ($input: IssueTokenInput!) { issuePartnerToken(input: $input) { token partnerToken { id } } }`,
    { input: { organizationId, scopes: ['RIDERS_READ'], expiresInDays: 90 } },
  );
  const { token, partnerToken } = data!.issuePartnerToken;
  return { token, id: partnerToken.id };
}

test.each(['HTTP', 'WebSocket'] as const)(
  'a company’s token comes in over %s',
  async (transport) => {
    const { token } = await issue();
    const ask = clientOver(transport, running, token);
    expect((await ask(RIDERS)).data!.partnerRiders.totalCount).toBeGreaterThan(0);
    expect((await ask('query { me { id } }')).errors[0]!.extensions.code).toBe('NOT_FOUND');
  },
);

test('a token that was never given is nobody’s', async () => {
  const ask = clientOver('HTTP', running, `rbp_${randomUUID()}`);
  expect((await ask(RIDERS)).errors[0]!.extensions.code).toBe('NOT_SIGNED_IN');
});

test('a socket stays open with a token of ninety days, and ends when it is revoked', async () => {
  const { token, id } = await issue();
  const raw = await openSocket(running);
  await raw.begin(token);
  raw.ask('1', RIDERS);
  expect(await raw.hear()).toMatchObject({ payload: { data: { partnerRiders: {} } } });
  await town.as('STREET_STAFF')('mutation ($id: ID!) { revokePartnerToken(id: $id) { id } }', {
    id,
  });
  expect(await raw.closed).toBe(4403);
});
