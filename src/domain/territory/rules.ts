import type { FeatureCollection, MultiPolygon, Position } from 'geojson';
import { type Area, areaFault, polygonsOf } from '../../geo/polygon.ts';
import { canonical } from '../../geo/canonical.ts';
import { snapTogether } from '../../geo/snapping.ts';
import { gapsOf, type Misfit, outsideOf, overlaps, unionOf } from '../../geo/topology.ts';
import { type Drawing, type DrawnCommunity, type DrawnGrid, type Piece } from './drawing.ts';

/** By which numbers a drawing of a street is judged. */
export interface DrawingPolicy {
  readonly version: number;
  readonly since: string;
  /** Corners closer than this are one place: six decimals are 0.1 m, GCJ-02 and BD-09 and back at most 0.16 m. */
  readonly snapM: number;
  /** A misfit smaller than this is drawing noise. */
  readonly sliverM2: number;
  /** Overlaps told at most: a file that has more is mended from the first ones. */
  readonly overlapsAtMost: number;
}

export const drawingPolicy: DrawingPolicy = {
  version: 1,
  since: '2026-01-01',
  snapM: 0.25,
  sliverM2: 1,
  overlapsAtMost: 100,
};

/** A community with the border it will have. */
export interface FittedCommunity extends DrawnCommunity {
  readonly boundary: MultiPolygon;
}

/** A drawing whose shared borders are exactly shared. */
export interface Fitted {
  readonly communities: readonly FittedCommunity[];
  readonly grids: readonly DrawnGrid[];
}

/** The street as it stands: its outline and the corners in force. */
export interface Ground {
  readonly outline: MultiPolygon;
  readonly known: readonly Position[];
}

/** Snaps a drawing of valid rings onto itself and the known corners; a ring that snapping breaks is told as a piece. */
export function snapDrawing(
  { communities, grids }: Drawing,
  { outline, known }: Ground,
  { snapM }: DrawingPolicy,
): { drawing: Drawing; outline: Area; pieces: Piece[] } {
  const drawn = communities.flatMap(({ code, boundary }) => (boundary ? [{ code, boundary }] : []));
  const cells = grids.map(({ code, boundary }) => ({ code, boundary }));
  const [frame, ...areas] = snapTogether([{ code: '', boundary: outline }, ...drawn, ...cells], {
    toleranceM: snapM,
    known,
  });
  const straight = areas.map((one) => ({ ...one, boundary: canonical(one.boundary) }));
  const borders = new Map(straight.map((one) => [one.code, one.boundary]));
  const snapped = <T extends { code: string }>(one: T): T =>
    borders.has(one.code) ? { ...one, boundary: borders.get(one.code)! } : one;
  const pieces = straight.flatMap(({ code, boundary }): Piece[] => {
    const reason = areaFault(boundary)?.kind;
    return reason ? [{ kind: 'invalid', codes: [code], reason, geometry: boundary }] : [];
  });
  const drawing = { communities: communities.map(snapped), grids: grids.map(snapped) };
  return { drawing, outline: frame!.boundary, pieces };
}

/** Gives each community its border and tells every piece where the grids do not fit; the areas must be valid. */
export function fitDrawing(
  { communities, grids }: Drawing,
  outline: Area,
  policy: DrawingPolicy,
): { fitted: Fitted; pieces: Piece[] } {
  const overlapping = takeOverlaps(grids, policy);
  if (overlapping.length >= policy.overlapsAtMost)
    return { fitted: { communities: [], grids }, pieces: overlapping };
  const fitted = withBorders(communities, grids, policy);
  const misfits = [
    ...outsideOf(grids, outline),
    ...holesOf(grids),
    ...communities.flatMap(({ code, boundary }) => {
      const own = grids.filter(({ communityCode }) => communityCode === code);
      return boundary ? [...outsideOf(own, boundary), ...gapsIn(boundary, own)] : [];
    }),
  ];
  const pieces = [...overlapping, ...distinct(aboveNoise(misfits, policy).map(pieceOf))];
  return { fitted: { communities: fitted, grids }, pieces };
}

function takeOverlaps(grids: readonly DrawnGrid[], policy: DrawingPolicy): Piece[] {
  const found: Piece[] = [];
  for (const overlap of overlaps(grids)) {
    if (overlap.areaM2 > policy.sliverM2) found.push(pieceOf(overlap));
    if (found.length >= policy.overlapsAtMost) break;
  }
  return found;
}

/** A hole in the whole street that no grid fills. */
function holesOf(grids: readonly DrawnGrid[]): Misfit[] {
  const whole = unionOf(grids.map(({ boundary }) => boundary));
  if (!whole) return [];
  const filled: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: polygonsOf(whole).map(([shell]) => [shell!]),
  };
  return gapsIn(filled, [{ code: '', boundary: whole }]);
}

const gapsIn = (parent: Area, areas: readonly { code: string; boundary: Area }[]) =>
  gapsOf(areas, parent);

/** A community that is not drawn is the ground of its grids. */
function withBorders(
  communities: readonly DrawnCommunity[],
  grids: readonly DrawnGrid[],
  { snapM }: DrawingPolicy,
): FittedCommunity[] {
  const bordered = communities.map((one): { boundary: Area } => {
    const own = grids.filter(({ communityCode }) => communityCode === one.code);
    const ground = one.boundary ?? unionOf(own.map(({ boundary }) => boundary));
    return { boundary: ground ?? { type: 'MultiPolygon', coordinates: [] } };
  });
  // The union forgets corners on straight borders; a border keeps every corner of its grids.
  const cells: { boundary: Area }[] = [...grids];
  return snapTogether([...bordered, ...cells], { toleranceM: snapM, known: [] })
    .slice(0, bordered.length)
    .map(({ boundary }, index) => ({ ...communities[index]!, boundary: canonical(boundary) }));
}

const aboveNoise = (misfits: readonly Misfit[], { sliverM2 }: DrawingPolicy) =>
  misfits.filter(({ areaM2 }) => areaM2 > sliverM2);

/** A grid may leave its community and the street by the same piece: it is told once. */
function distinct(pieces: readonly Piece[]): Piece[] {
  const byPlace = new Map(
    pieces.map((piece) => [JSON.stringify([piece.kind, piece.geometry]), piece]),
  );
  return [...byPlace.values()];
}

const kinds = { OVERLAP: 'overlap', GAP: 'gap', OUTSIDE: 'outside' } as const;

const pieceOf = ({ kind, codes, areaM2, piece }: Misfit): Piece => ({
  kind: kinds[kind],
  codes: codes.filter((code) => code !== ''),
  areaM2: Math.round(areaM2 * 10) / 10,
  geometry: piece,
});

/** The pieces as a map that any viewer opens. */
export const asFeatures = (pieces: readonly Piece[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: pieces.map(({ geometry, ...properties }) => ({
    type: 'Feature',
    properties,
    geometry,
  })),
});
