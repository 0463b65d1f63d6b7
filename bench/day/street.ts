import { booleanIntersects } from '@turf/turf';
import { demoStreet } from '../../src/demo/street.ts';
import type { Grid } from '../../src/dispatch/model.ts';
import { alongRoads } from '../../src/dispatch/road-travel.ts';
import { defaultPolicy } from '../../src/dispatch/policy.ts';
import type { Travel } from '../../src/dispatch/travel.ts';
import type { LngLat } from '../../src/geo/point.ts';
import { ownerOf } from '../../src/geo/polygon.ts';
import { Roads } from '../../src/geo/roads.ts';

/** The demo street as a day is lived in it. */
export interface Ground {
  readonly grids: readonly Grid[];
  readonly gridOf: (place: LngLat) => string;
  /** Where people live. */
  readonly doors: readonly LngLat[];
  /** Stations, each with a canteen or a counter. */
  readonly counters: readonly LngLat[];
  readonly travel: Travel;
}

export function openGround(): Ground {
  const { grids, places, stations, roadgraph } = demoStreet();
  const areas = grids.features.map(({ properties, geometry }) => ({
    code: String(properties!.code),
    boundary: geometry,
  }));
  const neighboursOf = (one: (typeof areas)[number]) =>
    areas
      .filter((other) => other !== one && booleanIntersects(one.boundary, other.boundary))
      .map(({ code }) => code);
  const known = new Map<LngLat, string>();
  const find = (place: LngLat): string => ownerOf(areas, place)?.code ?? areas[0]!.code;
  return {
    grids: areas.map((area) => ({ id: area.code, neighbours: neighboursOf(area) })),
    gridOf: (place) => known.get(place) ?? known.set(place, find(place)).get(place)!,
    doors: places.map(({ location }) => location),
    counters: stations.map(({ location }) => location),
    travel: alongRoads(new Roads(roadgraph), defaultPolicy),
  };
}
