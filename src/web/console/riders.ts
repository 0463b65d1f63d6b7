import { useEffect } from 'react';
import { boundsOf } from '../shared/map/features.ts';
import { useDesk } from './desk.ts';
import type { Ground } from './documents/ground.ts';
import { followRiders } from './live.ts';

/** About 2 km: a rider on an errand may be a little outside the street. */
const MARGIN_DEGREES = 0.02;

/** Follows the riders in and around the street while the page is open. */
export function useRiders({ street }: Ground): void {
  const desk = useDesk();
  useEffect(() => {
    const { west, south, east, north } = boundsOf(street.outline.coordinates.flat(2));
    return followRiders(desk, {
      west: west - MARGIN_DEGREES,
      south: south - MARGIN_DEGREES,
      east: east + MARGIN_DEGREES,
      north: north + MARGIN_DEGREES,
    });
  }, [desk, street]);
}
