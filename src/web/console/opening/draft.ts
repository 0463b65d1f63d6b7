import type { Place } from '../documents/ground.ts';
import type { Kind, OpenRequestInput, ResidentLine } from '../documents/opening.ts';

/** A request as far as it has been filled in. */
export interface Draft {
  kind: string;
  where: 'resident' | 'point';
  resident: ResidentLine | undefined;
  point: Place | undefined;
  place: string;
  /** A station's id, or `point` for a place on the map. */
  pickupFrom: string;
  pickupPoint: Place | undefined;
  pickupName: string;
  readyAt: string;
  dueAt: string;
  note: string;
}

export const emptyDraft = (kind: string): Draft => ({
  kind,
  where: 'resident',
  resident: undefined,
  point: undefined,
  place: '',
  pickupFrom: '',
  pickupPoint: undefined,
  pickupName: '',
  readyAt: '',
  dueAt: '',
  note: '',
});

const located = (place: Place) => ({ ...place, crs: 'WGS84' as const });
const instant = (local: string) => new Date(local).toISOString();

/** What is asked of the service; what was left empty is left to its rules. */
export function inputOf(draft: Draft, kinds: readonly Kind[]): OpenRequestInput {
  const { kind, note, readyAt, dueAt } = draft;
  const needsPickup = kinds.some(({ code, needsPickup }) => code === kind && needsPickup);
  return {
    kind,
    ...whereOf(draft),
    ...(needsPickup && pickupOf(draft)),
    ...(note.trim() && { note: note.trim() }),
    ...(readyAt && { readyAt: instant(readyAt) }),
    ...(dueAt && { dueAt: instant(dueAt) }),
  };
}

const whereOf = ({ where, resident, point, place }: Draft) =>
  where === 'resident'
    ? { ...(resident && { residentId: resident.id }) }
    : { ...(point && { at: located(point) }), place: place.trim() };

const pickupOf = ({ pickupFrom, pickupPoint, pickupName }: Draft) =>
  pickupFrom === 'point'
    ? { ...(pickupPoint && { pickup: located(pickupPoint) }), pickupName: pickupName.trim() }
    : { ...(pickupFrom && { pickupStationId: pickupFrom }) };
