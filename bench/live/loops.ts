import { randomUUID } from 'node:crypto';
import { type Figure } from './figures.ts';
import { asFastAsPossible } from './paced.ts';
import { rawLoop } from './raw-loop.ts';
import { placeAt, stayFresh } from './seeding.ts';
import { connectAll, listen, openHttp } from './speaking.ts';
import type { Stage } from './stage.ts';

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`;
const ACCEPT = `mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }`;
const DELIVER = `mutation ($id: ID!) { deliver(assignmentId: $id) { id } }`;
const MY_OFFERS = `subscription { myOffers { event { name payload } } }`;
/** The riders whose sockets are open: enough for every hand to find one free. */
const LISTENING = 400;
const HANDS = 16;
const SECONDS = 12;

interface Offered {
  readonly token: string;
  readonly offerId: string;
}

/** Complete loops per second: opened, offered at the socket, accepted, delivered; beside the same rows written raw. */
export async function measureLoops(stage: Stage): Promise<Figure[]> {
  const { staff, url, pid, databaseUrl } = stage;
  const http = openHttp(url, 32);
  const staffToken = await stage.tokenOf(staff);
  const offers = new Map<string, PromiseWithResolvers<Offered>>();
  const offerOf = (requestId: string) => {
    const known = offers.get(requestId) ?? Promise.withResolvers<Offered>();
    offers.set(requestId, known);
    return known;
  };
  const tokens = await Promise.all(
    stage.riders.slice(0, LISTENING).map((rider) => stage.tokenOf(rider)),
  );
  await stage.db.query(
    `delete from rider_position where rider_id in (select id from rider order by badge offset $1)`,
    [LISTENING],
  );
  await stayFresh(stage.db);
  const sockets = await connectAll(tokens, (token) =>
    listen(url, {
      token,
      query: MY_OFFERS,
      heard: ({ myOffers: { event } }) => {
        if (event?.name === 'request.offered')
          offerOf(event.payload.requestId).resolve({ token, offerId: event.payload.offerId });
      },
    }),
  );
  const loop = async (n: number) => {
    const input = { kind: 'ERRAND', at: placeAt(n), place: '门口' };
    const { openRequest } = await http.ask(staffToken, OPEN, { input, key: randomUUID() });
    const { token, offerId } = await offerOf(openRequest.id).promise;
    offers.delete(openRequest.id);
    const { acceptOffer } = await http.ask(token, ACCEPT, { id: offerId, key: randomUUID() });
    await http.ask(token, DELIVER, { id: acceptOffer.id });
  };
  const measured = await asFastAsPossible({ pid, hands: HANDS, seconds: SECONDS }, loop);
  for (const socket of sockets) socket.terminate();
  http.close();
  const raw = await rawLoop(databaseUrl, { hands: HANDS, seconds: SECONDS / 2 });
  const told = ({ perSecond, ...rest }: { perSecond: number; p50: number; p99: number }) => ({
    'per second': perSecond,
    ...rest,
  });
  return [
    { what: 'complete loops', ...told(measured) },
    { what: 'the same rows in four raw transactions', ...told(raw) },
  ];
}
