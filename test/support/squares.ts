import type { Feature, FeatureCollection, Polygon, Position } from 'geojson';

/** South-western corner of the squares below: inside the demo street. */
const [WEST, SOUTH] = [118.77, 31.97];
const SIDE = 0.002;

/** A place among the squares: one unit is a side, some 190 m. */
export const at = (x: number, y: number): Position => [
  Number((WEST + x * SIDE).toFixed(9)),
  Number((SOUTH + y * SIDE).toFixed(9)),
];

/** A ring through places among the squares, closed. */
export const ring = (...corners: [x: number, y: number][]): Position[] =>
  [...corners, corners[0]!].map(([x, y]) => at(x, y));

/** The ring of a rectangle between two corners. */
export const box = (x1: number, y1: number, x2: number, y2: number): Position[] =>
  ring([x1, y1], [x2, y1], [x2, y2], [x1, y2]);

export const COMMUNITY = '320199001001';

/** A grid of the community with a number and its rings. */
export const cell = (
  number: number,
  rings: Position[][],
  properties: Record<string, unknown> = {},
): Feature<Polygon> => ({
  type: 'Feature',
  properties: {
    code: `${COMMUNITY}${String(number).padStart(3, '0')}`,
    name: `第${number}网格`,
    communityName: '方格社区',
    ...properties,
  },
  geometry: { type: 'Polygon', coordinates: rings },
});

/** The community drawn with a border of its own. */
export const around = (border: Position[]): Feature<Polygon> => ({
  type: 'Feature',
  properties: { kind: 'community', code: COMMUNITY, name: '方格社区' },
  geometry: { type: 'Polygon', coordinates: [border] },
});

export const collection = (...features: Feature[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features,
});
