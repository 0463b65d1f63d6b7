import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { at, type Figure } from './figures.ts';
import { rawPush } from './raw-push.ts';
import { placeAt, stayFresh } from './seeding.ts';
import { connectAll, listen, openHttp } from './speaking.ts';
import type { Stage } from './stage.ts';

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`;
const ACCEPT = `mutation ($id: ID!, $key: ID!) { acceptOffer(id: $id, idempotencyKey: $key) { id } }`;
const DELIVER = `mutation ($id: ID!) { deliver(assignmentId: $id) { id } }`;
const MY_OFFERS = `subscription { myOffers { type cursor event { name payload } } }`;

/** Requests are opened one after the other at this distance, as on a busy day. */
const PAUSE_MS = 60;
const CALLS = 200;
const WARM = 30;

/** From the call that opens a request to the offer at the rider's socket, beside a raw insert, commit, notify and push. */
export async function measureOffers(stage: Stage): Promise<Figure[]> {
  const { staff, riders, url } = stage;
  const http = openHttp(url, 16);
  const tokens = await Promise.all(riders.map((rider) => stage.tokenOf(rider)));
  const staffToken = await stage.tokenOf(staff);
  /** One request is under way at a time: whatever offer comes is for it. */
  let offered = Promise.withResolvers<{ token: string; offerId: string; ms: number }>();
  const sockets = await connectAll(tokens, (token) =>
    listen(url, {
      token,
      query: MY_OFFERS,
      heard: ({ myOffers: { event } }) => {
        const ms = performance.now();
        if (event?.name === 'request.offered')
          offered.resolve({ token, offerId: event.payload.offerId, ms });
      },
    }),
  );
  await stayFresh(stage.db);

  async function once(n: number): Promise<number> {
    offered = Promise.withResolvers();
    const input = { kind: 'ERRAND', at: placeAt(n), place: '门口' };
    const asked = performance.now();
    await http.ask(staffToken, OPEN, { input, key: randomUUID() });
    const { token, offerId, ms } = await offered.promise;
    const { acceptOffer } = await http.ask(token, ACCEPT, { id: offerId, key: randomUUID() });
    await http.ask(token, DELIVER, { id: acceptOffer.id });
    return ms - asked;
  }

  const times: number[] = [];
  for (let n = 0; n < WARM + CALLS; n++) {
    const ms = await once(n);
    if (n >= WARM) times.push(ms);
    if (n % 100 === 99) await stayFresh(stage.db);
    await wait(PAUSE_MS);
  }
  for (const socket of sockets) socket.terminate();
  http.close();
  const raw = await rawPush(stage.databaseUrl, { calls: CALLS, warm: WARM, pauseMs: PAUSE_MS });
  return [
    {
      what: 'request opened to offer at the socket',
      n: times.length,
      p50: at(times, 0.5),
      p99: at(times, 0.99),
    },
    {
      what: 'raw insert, commit, notify, push',
      n: raw.length,
      p50: at(raw, 0.5),
      p99: at(raw, 0.99),
    },
  ];
}
