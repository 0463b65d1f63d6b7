import { z } from 'zod';
import { isLngLat } from '../../geo/point.ts';
import type { Fix } from './fix.ts';

/** The most messages of one post: an app that had no network sends its queue. */
const MOST = 500;
/** What an app that does not say how accurate it is, is taken for, in metres. */
const UNSAID_ACCURACY_M = 50;
const KMH_PER_MPS = 3.6;

const number = z.number().nullish().catch(undefined);

/** A location as the app tells it (https://owntracks.org/booklet/tech/json): seconds, metres, km/h, degrees, percent. */
const location = z.object({
  _type: z.literal('location'),
  tst: z.number(),
  lat: z.number(),
  lon: z.number(),
  acc: number,
  vel: number,
  cog: number,
  batt: number,
});
/** Waypoints, transitions, last wills, encrypted messages …: read over. */
const other = z.object({ _type: z.string().max(40) });
const message = z.union([location, other]);
const body = z.union([message.transform((one) => [one]), z.array(message).max(MOST)]);

/** The positions in what an app posts, oldest message first or not; undefined when it does not speak OwnTracks. */
export function fixesOf(posted: unknown): Fix[] | undefined {
  const read = body.safeParse(posted);
  return read.success ? read.data.flatMap((one) => ('tst' in one ? [fixOf(one)] : [])) : undefined;
}

function fixOf({ tst, lat, lon, acc, vel, cog, batt }: z.infer<typeof location>): Fix {
  return {
    at: isLngLat([lon, lat]) ? [lon, lat] : [0, 0],
    deviceMs: Math.round(tst * 1000),
    accuracyM: acc ?? UNSAID_ACCURACY_M,
    // The app says -1 where it does not know.
    speedMps: vel != null && vel >= 0 ? vel / KMH_PER_MPS : undefined,
    bearingDeg: cog != null && cog >= 0 ? cog % 360 : undefined,
    batteryPercent: batt != null && batt >= 0 && batt <= 100 ? Math.round(batt) : undefined,
  };
}
