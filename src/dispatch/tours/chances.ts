import type { Policy } from '../policy.ts';
import type { Member } from './crew.ts';
import { leastCost } from './insertion.ts';
import type { Job } from './job.ts';

/** Of one job: what it costs each rider at least, and what is known by now of taking it into the rider's tour. */
export interface Chances {
  /** Riders who may do the job at all, by index. */
  readonly members: Int32Array;
  readonly least: Float64Array;
  /** Where in these lists the rider stands whom it costs least, -1 when there is none. */
  readonly first: number;
  /** Taking the job into the tour of this stamp costs no less than `known`. */
  readonly known: Float64Array;
  readonly stamps: Int32Array;
}

/** The chances of one job with these riders, lowest index first. */
export function chancesOf(job: Job, near: readonly Member[], policy: Policy): Chances {
  const members = new Int32Array(near.length);
  const least = new Float64Array(near.length);
  let [size, first] = [0, -1];
  for (const member of near) {
    const cost = leastCost(job, member, policy);
    if (cost === Infinity) continue;
    if (first < 0 || cost < least[first]!) first = size;
    members[size] = member.index;
    least[size++] = cost;
  }
  return {
    members: members.slice(0, size),
    least: least.slice(0, size),
    first,
    known: new Float64Array(size),
    stamps: new Int32Array(size),
  };
}
