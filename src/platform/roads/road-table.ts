/** [longitude, latitude] in WGS-84 degrees. */
type Place = readonly [lng: number, lat: number];

/** Metres by road from each place to each; null where no way leads. */
export type Metres = readonly (readonly (number | null)[])[];

/** 路程表: asks a router how far places are from each other; nothing when it does not answer in time or not sensibly. */
export interface RoadTable {
  metres(places: readonly Place[]): Promise<Metres | undefined>;
}

/** A router that speaks OSRM's `/table`: address and profile as `http://router:5000/table/v1/cycling`. */
export interface Router {
  readonly url: string;
  /** The whole table must be there in so many ms. */
  readonly patienceMs: number;
  /** After a failure it is left alone for so long. */
  readonly pauseMs: number;
  /** Told of each failure, without any place. */
  readonly failed: (reason: string) => void;
}

/** OSRM's own usual limit: so many places from which and to which one question goes. */
const SIDE = 100;

/** The table of a router, asked in blocks that it takes; for whoever plans it is there or it is not. */
export function openRoadTable({ url, patienceMs, pauseMs, failed }: Router): RoadTable {
  let asleepUntil = -Infinity;

  async function ask(from: readonly Place[], to: readonly Place[], signal: AbortSignal) {
    const places = [...from, ...to].map(([lng, lat]) => `${lng.toFixed(6)},${lat.toFixed(6)}`);
    const numbers = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => first + index).join(';');
    const query = new URLSearchParams({
      annotations: 'distance',
      sources: numbers(0, from.length),
      destinations: numbers(from.length, to.length),
    });
    const question = `${url}/${places.join(';')}?${decodeURIComponent(query.toString())}`;
    const response = await fetch(question, { signal, redirect: 'error' });
    return blockOf(await response.json(), from.length, to.length);
  }

  return {
    async metres(places) {
      if (performance.now() < asleepUntil) return undefined;
      const blocks = Array.from({ length: Math.ceil(places.length / SIDE) }, (_, index) =>
        places.slice(index * SIDE, (index + 1) * SIDE),
      );
      try {
        const signal = AbortSignal.timeout(patienceMs);
        const rows = await Promise.all(
          blocks.map(async (from) => {
            const parts = await Promise.all(blocks.map((to) => ask(from, to, signal)));
            return from.map((_, row) => parts.flatMap((part) => part[row]!));
          }),
        );
        return rows.flat();
      } catch (error) {
        asleepUntil = performance.now() + pauseMs;
        failed(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown');
        return undefined;
      }
    },
  };
}

/** An answer of OSRM as numbers; throws when it is none, or of another size. */
function blockOf(answer: unknown, rows: number, columns: number): (number | null)[][] {
  const { code, distances } = Object(answer) as { code?: unknown; distances?: unknown };
  if (code !== 'Ok') throw new Error(typeof code === 'string' ? code : 'no code');
  const isRow = (row: unknown): row is (number | null)[] =>
    Array.isArray(row) && row.length === columns && row.every(isDistance);
  if (!Array.isArray(distances) || distances.length !== rows || !distances.every(isRow))
    throw new Error('no table of that size');
  return distances;
}

const isDistance = (value: unknown): boolean =>
  value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
