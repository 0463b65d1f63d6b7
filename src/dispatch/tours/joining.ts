import { isWithin } from '../../geo/point.ts';
import type { Job } from './job.ts';
import { NOWHERE } from './places.ts';
import type { Group } from './tour.ts';

/** Whether the job may be carried with a group: with each of that it has a building in common, where both are fetched or where both are brought. */
export function mayJoin(job: Job, group: Group, sameBuildingM: number): boolean {
  for (const one of group) if (!mayGoTogether(one, job, sameBuildingM)) return false;
  return true;
}

function mayGoTogether(one: Job, job: Job, sameBuildingM: number): boolean {
  const isFetched = job.pickup !== NOWHERE;
  if (one.isAlone || job.isAlone || (one.pickup !== NOWHERE) !== isFetched) return false;
  if (isFetched ? one.pickup === job.pickup : one.door === job.door) return true;
  if (sameBuildingM === 0) return false;
  return (
    isWithin(one.doorAt, job.doorAt, sameBuildingM) ||
    (isFetched && isWithin(one.pickupAt!, job.pickupAt!, sameBuildingM))
  );
}
