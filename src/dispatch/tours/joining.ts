import { isWithin } from '../../geo/point.ts';
import type { BundleRules } from '../policy.ts';
import type { Job } from './job.ts';
import { NOWHERE } from './places.ts';
import type { Group } from './tour.ts';

/** Whether the job may be carried with a group: with each of it it shares a building, or both are fetched and may turn out to be on one way. */
export function mayJoin(job: Job, group: Group, { sameBuildingM, detourMs }: BundleRules): boolean {
  for (const one of group)
    if (
      !mayGoTogether(one, job) ||
      (!(detourMs > 0 && isFetched(job)) && !shareBuilding(one, job, sameBuildingM))
    )
      return false;
  return true;
}

const isFetched = ({ pickup }: Job): boolean => pickup !== NOWHERE;

const mayGoTogether = (one: Job, other: Job): boolean =>
  !one.isAlone && !other.isAlone && isFetched(one) === isFetched(other);

/** Whether both are fetched in one building, or both are brought to one. */
export function shareBuilding(one: Job, other: Job, sameBuildingM: number): boolean {
  if (isFetched(one) ? one.pickup === other.pickup : one.door === other.door) return true;
  if (sameBuildingM === 0) return false;
  return (
    isWithin(one.doorAt, other.doorAt, sameBuildingM) ||
    (isFetched(one) && isWithin(one.pickupAt!, other.pickupAt!, sameBuildingM))
  );
}
