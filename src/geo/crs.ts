import published from 'gcoord';
import { type LngLat, toLngLat } from './point.ts';

/** The coordinate systems met in China: WGS-84 (satellites), GCJ-02 (domestic maps), BD-09 (Baidu). */
export type Crs = (typeof crsNames)[number];

export const crsNames = ['wgs84', 'gcj02', 'bd09'] as const;

/** Refusal of a coordinate system that is not said or not known. */
export class UnknownCrs extends Error {
  readonly code = 'UNKNOWN_CRS';

  constructor(name: unknown) {
    super(
      `coordinate system ${JSON.stringify(name) ?? 'undefined'} is none of ${crsNames.join(', ')}`,
    );
    this.name = 'UnknownCrs';
  }
}

/** The coordinate system of that name in any case, with or without a hyphen; throws `UnknownCrs`. */
export function parseCrs(name: unknown): Crs {
  const plain = typeof name === 'string' ? name.toLowerCase().replace('-', '') : '';
  const crs = crsNames.find((known) => known === plain);
  if (!crs) throw new UnknownCrs(name);
  return crs;
}

// The package declares an ES default export but is CommonJS: Node gives its functions one level higher.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const gcoord = published as unknown as (typeof published)['default'];

const systems = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 } as const;

/** The place in WGS-84; the inverse of the published GCJ-02 formula, within a few centimetres inside China. */
export const toWgs84 = (point: LngLat, crs: Crs): LngLat => convert(point, crs, 'wgs84');

/** The WGS-84 place in another coordinate system. */
export const fromWgs84 = (point: LngLat, crs: Crs): LngLat => convert(point, 'wgs84', crs);

function convert(point: LngLat, from: Crs, to: Crs): LngLat {
  if (from === to) return point;
  return toLngLat(gcoord.transform([point[0], point[1]], systems[from], systems[to]));
}
