import type { MultiPolygon } from 'geojson';
import type { Community } from './community.ts';
import type { DrawnGrid } from './drawing.ts';
import type { Grid } from './grid.ts';
import type { Fitted, FittedCommunity } from './rules.ts';

/** The step from the street as it stands to the street as it is drawn. */
export interface Version {
  readonly communities: {
    readonly kept: readonly Community[];
    readonly changed: readonly { present: Community; drawn: NamedCommunity }[];
    readonly opened: readonly NamedCommunity[];
    readonly closed: readonly Community[];
  };
  readonly grids: {
    /** Same border, other words or counts: the version stays and is corrected. */
    readonly described: readonly { present: Grid; drawn: Description }[];
    readonly opened: readonly DrawnGrid[];
    readonly closed: readonly Grid[];
  };
}

interface NamedCommunity {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly boundary: MultiPolygon;
}
type Description = Pick<DrawnGrid, 'name' | 'nameEn' | 'households' | 'elders'>;

/** What stands before an import. */
export interface Present {
  readonly communities: readonly Community[];
  readonly grids: readonly Grid[];
}

/** Keeps what has the same code and border, closes what moved or is gone, opens what is new. */
export const planVersion = (present: Present, drawn: Fitted): Version => ({
  communities: planCommunities(present.communities, drawn.communities),
  grids: planGrids(present.grids, drawn.grids),
});

function planGrids(present: readonly Grid[], drawn: readonly DrawnGrid[]): Version['grids'] {
  const standing = new Map(present.map((grid) => [grid.code, grid]));
  const coming = new Map(drawn.map((grid) => [grid.code, grid]));
  const stays = ({ code }: { code: string }) =>
    sameBorder(standing.get(code)?.boundary, coming.get(code)?.boundary);
  return {
    described: drawn
      .filter(stays)
      .map((grid) => ({ present: standing.get(grid.code)!, drawn: descriptionOf(grid) }))
      .filter((one) => !same(descriptionOf(one.present), one.drawn)),
    opened: drawn.filter((grid) => !stays(grid)),
    closed: present.filter((grid) => !stays(grid)),
  };
}

function planCommunities(
  present: readonly Community[],
  drawn: readonly FittedCommunity[],
): Version['communities'] {
  const standing = new Map(present.map((one) => [one.code, one]));
  const coming = drawn.map((one) => namedAfter(one, standing.get(one.code)));
  const codes = new Set(coming.map(({ code }) => code));
  return {
    kept: present.filter(({ code }) => codes.has(code)),
    changed: coming
      .filter(({ code }) => standing.has(code))
      .map((one) => ({ present: standing.get(one.code)!, drawn: one }))
      .filter((one) => !same(namedAfter(one.present, undefined), one.drawn)),
    opened: coming.filter(({ code }) => !standing.has(code)),
    closed: present.filter(({ code }) => !codes.has(code)),
  };
}

/** A drawing that does not name its community leaves the name it has. */
const namedAfter = (
  { code, name, nameEn, boundary }: FittedCommunity,
  present: Community | undefined,
): NamedCommunity => ({
  code,
  name: name || present?.name || '',
  nameEn: nameEn || present?.nameEn || '',
  boundary: { type: 'MultiPolygon', coordinates: boundary.coordinates },
});

const descriptionOf = ({ name, nameEn, households, elders }: Description): Description => ({
  name,
  nameEn,
  households,
  elders,
});

/** Borders are compared as written: both are canonical. */
const sameBorder = (a: MultiPolygon | undefined, b: MultiPolygon | undefined): boolean =>
  a !== undefined && b !== undefined && same(a.coordinates, b.coordinates);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
