import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LngLat } from '../../src/geo/point.ts';

/** Metres from one place to another, null where no way leads. */
export type Measure = (from: LngLat, to: LngLat) => number | null;

/** A router on this machine that speaks OSRM's `/table`, with its limit of 100 by 100. */
export async function startRouter(measure: Measure) {
  const asked: string[] = [];
  let misbehave: ((response: ServerResponse) => void) | undefined;

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.url!);
    if (misbehave) return misbehave(response);
    const { pathname, searchParams } = new URL(request.url!, 'http://router');
    const coordinates = pathname.split('/').at(-1)!.split(';');
    const places = coordinates.map((place) => place.split(',').map(Number) as unknown as LngLat);
    const chosen = (name: string) =>
      searchParams
        .get(name)!
        .split(';')
        .map((index) => places[Number(index)]!);
    const [sources, destinations] = [chosen('sources'), chosen('destinations')];
    const isTooBig = sources.length * destinations.length > 100 * 100;
    const isRight = searchParams.get('annotations') === 'distance' && !isTooBig;
    response.statusCode = isRight ? 200 : 400;
    response.setHeader('content-type', 'application/json');
    const distances = sources.map((from) => destinations.map((to) => measure(from, to)));
    response.end(JSON.stringify(isRight ? { code: 'Ok', distances } : { code: 'TooBig' }));
  };

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/table/v1/cycling`,
    asked,
    /** From now on it answers so. */
    answerWith(how: (response: ServerResponse) => void) {
      misbehave = how;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
