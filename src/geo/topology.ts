import { area, difference, featureCollection, intersect, polygon, union } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { apart } from './apart.ts';
import { type Area, type Bbox, bboxOf, polygonsOf } from './polygon.ts';

/** An area with the name it is known by. */
export interface NamedArea {
  readonly code: string;
  readonly boundary: Area;
}

/** A piece of ground where the areas do not fit together. */
export interface Misfit {
  readonly kind: 'OVERLAP' | 'GAP' | 'OUTSIDE';
  /** The areas concerned; none for a gap. */
  readonly codes: readonly string[];
  readonly areaM2: number;
  readonly piece: Polygon;
}

/** What the areas are held against, and how small a sliver is forgiven in square metres. */
export interface Frame {
  readonly parent: Area;
  readonly toleranceM2: number;
}

/** Every piece above the tolerance where areas overlap, leave the parent, or leave part of it empty; rings must be valid. */
export function misfits(areas: readonly NamedArea[], { parent, toleranceM2 }: Frame): Misfit[] {
  const found = [...overlaps(areas), ...outsideOf(areas, parent), ...gapsOf(areas, parent)];
  return found.filter(({ areaM2 }) => areaM2 > toleranceM2);
}

/** The ground both areas claim, for each pair whose boxes meet, found one after another: stop when enough are known. */
export function* overlaps(areas: readonly NamedArea[]): Generator<Misfit> {
  const boxed = areas.map((one) => ({ ...one, box: bboxOf(one.boundary) }));
  for (const [index, one] of boxed.entries())
    for (const other of boxed.slice(index + 1))
      if (boxesMeet(one.box, other.box) && !apart(one.boundary, other.boundary)) {
        const common = intersect(featureCollection([shape(one.boundary), shape(other.boundary)]));
        yield* piecesOf(common, { kind: 'OVERLAP', codes: [one.code, other.code].toSorted() });
      }
}

/** The parts of the areas that lie outside the parent. */
export const outsideOf = (areas: readonly NamedArea[], parent: Area): Misfit[] =>
  areas.flatMap(({ code, boundary }) =>
    piecesOf(minus([boundary, parent]), { kind: 'OUTSIDE', codes: [code] }),
  );

/** The parts of the parent that no area covers. */
export const gapsOf = (areas: readonly NamedArea[], parent: Area): Misfit[] =>
  piecesOf(minus([parent, ...areas.map(({ boundary }) => boundary)]), { kind: 'GAP', codes: [] });

/** The smallest area that holds all of them; undefined when there are none. */
export function unionOf(areas: readonly Area[]): Area | undefined {
  if (areas.length < 2) return areas[0];
  return union(featureCollection(areas.map(shape)))?.geometry;
}

const minus = (areas: readonly Area[]) =>
  areas.length < 2 ? shape(areas[0]!) : difference(featureCollection(areas.map(shape)));

const shape = (geometry: Area): Feature<Area> => ({ type: 'Feature', properties: {}, geometry });

function piecesOf(
  found: Feature<Polygon | MultiPolygon> | null,
  what: Pick<Misfit, 'kind' | 'codes'>,
): Misfit[] {
  if (!found) return [];
  return polygonsOf(found.geometry).map((rings) => {
    const piece = polygon(rings);
    return { ...what, areaM2: area(piece), piece: piece.geometry };
  });
}

const boxesMeet = (a: Bbox, b: Bbox) =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
