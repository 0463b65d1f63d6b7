import type { Position } from 'geojson';
import KDBush from 'kdbush';
import { type Area, polygonsOf } from './polygon.ts';

/** How far apart two drawings of one place may be, and the places that are already known. */
export interface Snap {
  readonly toleranceM: number;
  /** Corners that stay where they are; drawn corners come to them. */
  readonly known: readonly Position[];
}

/**
 * Makes borders that were drawn as shared exactly shared: corners closer than the tolerance become one, and a corner
 * closer than that to another area's edge becomes a corner of that edge. Doing it again changes nothing. Areas heaped on
 * each other are no covering: some of their edges are left as drawn.
 */
export function snapTogether<T extends { readonly boundary: Area }>(
  areas: readonly T[],
  { toleranceM, known }: Snap,
): T[] {
  const drawn = areas.flatMap(({ boundary }) => polygonsOf(boundary).flat(2));
  const toMetres = flat(drawn[0] ?? [0, 0]);
  const snap = corners(toMetres, toleranceM);
  known.forEach(snap);
  const moved = areas.map((one) => mapRings(one, (ring) => withoutRepeats(ring.map(snap))));
  return withSharedCorners(moved, { toMetres, toleranceM });
}

type Metres = readonly [east: number, north: number];
type ToMetres = (position: Position) => Metres;

const METRES_PER_DEGREE = 111_195;

/** Plane metres around an origin: exact enough over the few kilometres of a street. */
function flat([, lat0]: Position): ToMetres {
  const eastScale = METRES_PER_DEGREE * Math.cos((lat0! * Math.PI) / 180);
  return ([lng, lat]) => [lng! * eastScale, lat! * METRES_PER_DEGREE];
}

/** Gives each position its corner: the nearest one met before within the tolerance, else itself. */
function corners(toMetres: ToMetres, toleranceM: number) {
  const cells = new Map<string, Position[]>();
  const cellOf = (metres: number) => Math.floor(metres / toleranceM);
  return (position: Position): Position => {
    const here = toMetres(position);
    const [column, row] = [cellOf(here[0]), cellOf(here[1])];
    let [nearest, nearestM] = [undefined as Position | undefined, toleranceM];
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++)
        for (const corner of cells.get(`${x} ${y}`) ?? []) {
          const there = toMetres(corner);
          const metres = Math.hypot(there[0] - here[0], there[1] - here[1]);
          if (metres <= nearestM) [nearest, nearestM] = [corner, metres];
        }
    if (nearest) return nearest;
    const key = `${column} ${row}`;
    cells.set(key, [...(cells.get(key) ?? []), position]);
    return position;
  };
}

/** Neighbours add a corner here and there; areas heaped on each other would add them without end. */
const MOST_ADDED_PER_CORNER = 4;

/** An edge bent to a corner can come near the next one; in practice it is still after the second round. */
const ROUNDS = 10;

function withSharedCorners<T extends { readonly boundary: Area }>(
  areas: readonly T[],
  plane: { toMetres: ToMetres; toleranceM: number },
): T[] {
  const places = [...new Set(areas.flatMap(({ boundary }) => polygonsOf(boundary).flat(2)))];
  if (places.length === 0) return [...areas];
  const between = cornersBetween(places, plane);
  let budget = places.length * MOST_ADDED_PER_CORNER;
  let current = [...areas];
  for (let round = 0; round < ROUNDS; round++) {
    const before = budget;
    current = current.map((one) =>
      mapRings(one, (ring) =>
        ring.flatMap((from, index) => {
          const to = ring[index + 1];
          const inner = to && budget > 0 ? between(from, to) : [];
          budget -= inner.length;
          return [from, ...inner];
        }),
      ),
    );
    if (budget === before) break;
  }
  return current;
}

/** A long slanting edge is looked along in strides: the box around all of it would hold half the street. */
const STRIDE_M = 100;
const MOST_STRIDES = 200;

const boxAround = (a: Metres, b: Metres, marginM: number) =>
  [
    Math.min(a[0], b[0]) - marginM,
    Math.min(a[1], b[1]) - marginM,
    Math.max(a[0], b[0]) + marginM,
    Math.max(a[1], b[1]) + marginM,
  ] as const;

/** The corners that lie on an edge, within the tolerance, in order along it; the same ones whichever way it is read. */
function cornersBetween(
  places: readonly Position[],
  { toMetres, toleranceM }: { toMetres: ToMetres; toleranceM: number },
) {
  const metres = places.map(toMetres);
  const index = new KDBush(places.length);
  for (const [east, north] of metres) index.add(east, north);
  index.finish();
  return (from: Position, to: Position): Position[] => {
    const [[x1, y1], [x2, y2]] = [toMetres(from), toMetres(to)];
    const [dx, dy] = [x2 - x1, y2 - y1];
    const length = Math.hypot(dx, dy);
    const strides = Math.min(MOST_STRIDES, Math.ceil(length / STRIDE_M)) || 1;
    const near = new Set<number>();
    for (let stride = 0; stride < strides; stride++) {
      const [a, b] = [stride / strides, (stride + 1) / strides];
      const box = boxAround([x1 + a * dx, y1 + a * dy], [x1 + b * dx, y1 + b * dy], toleranceM);
      for (const item of index.range(...box)) near.add(item);
    }
    return [...near]
      .map((item) => {
        const [x, y] = metres[item]!;
        const along = ((x - x1) * dx + (y - y1) * dy) / length;
        const aside = Math.abs((x - x1) * dy - (y - y1) * dx) / length;
        return { corner: places[item]!, along, aside };
      })
      .filter(({ corner }) => corner !== from && corner !== to)
      .filter(({ along, aside }) => aside <= toleranceM && along > 0 && along < length)
      .toSorted((a, b) => a.along - b.along)
      .map(({ corner }) => corner);
  };
}

const withoutRepeats = (ring: readonly Position[]) =>
  ring.filter((position, index) => position !== ring[index - 1]);

function mapRings<T extends { readonly boundary: Area }>(
  one: T,
  change: (ring: Position[]) => Position[],
): T {
  const coordinates = polygonsOf(one.boundary).map((rings) => rings.map(change));
  return { ...one, boundary: { type: 'MultiPolygon', coordinates } };
}
