import { eventsOf } from '../platform/feed/events.ts';

/** Everything that can happen, on one page. Payloads are ids and facts, never entities, names, phones or addresses. */
export interface Events {
  'territory.changed': { communityIds: string[] };
  'roads.changed': { version: number };
  'rider.enrolled': { riderId: string };
  'rider.left': { riderId: string };
  'rider.duty_changed': { riderId: string; duty: 'OFF' | 'ON' | 'BREAK' };
  'rider.long_day': { riderId: string; day: string; minutes: number };
  'check_in.asked': CheckInFact;
  'check_in.accepted': CheckInFact;
  'check_in.refused': CheckInFact;
  'check_in.left': CheckInFact;
  'check_in.attended': CheckInFact & { day: string };
  'appointment.given': AppointmentFact;
  'appointment.revoked': AppointmentFact;
  'appointment.ended': AppointmentFact;
  /** A shift was planned, changed, opened, given, answered or cancelled; an open one names no rider. */
  'shift.changed': { shiftId: string; state: string; riderId?: string };
  /** A colleague is asked to change shifts, and what came of it. */
  'shift.swap_asked': { swapId: string; riderId: string; toRiderId: string };
  'shift.swap_ended': { swapId: string; riderId: string; toRiderId: string; outcome: string };
  'cover.asked': CoverFact;
  'cover.taken': CoverFact & { toRiderId: string };
  /** Taken back, or nobody stood in. */
  'cover.ended': CoverFact & { outcome: string };
  /** It is time, and the rider is not on duty. */
  'shift.began_without_duty': { shiftId: string; riderId: string };
  /** It has been over for a while, and the rider is still on duty. */
  'shift.overran': { shiftId: string; riderId: string };
  'rest.rules_set': { version: number };
  'own_stops.changed': { riderId: string; stops: number };
  'resident.registered': { residentId: string; communityId: string };
  'resident.changed': { residentId: string; communityId: string; fields: string[] };
  'resident.moved': { residentId: string; communityId: string; fromCommunityId: string };
  'resident.consent_withdrawn': { residentId: string; communityId: string; purpose: string };
  'account.scope_changed': { accountId: string };
  'session.revoked': { accountId: string; sessionId: string };
  'request.opened': RequestFact;
  'request.offered': RequestFact & { offerId: string; riderId: string };
  'request.declined': RequestFact & { offerId: string; riderId: string; reason: string };
  'request.expired': RequestFact & { offerId: string; riderId: string };
  'request.lost': RequestFact & { offerId: string; riderId: string };
  'request.offer_withdrawn': RequestFact & { offerId: string; riderId: string };
  /** Kept for a rider, who sees it and may be asked for it soon; no longer kept; not for this rider. */
  'request.reserved': RequestFact & { riderId: string };
  'request.reservation_ended': RequestFact & { riderId: string };
  'request.reservation_declined': RequestFact & { riderId: string; reason: string };
  'request.assigned': RequestFact & { assignmentId: string; riderId: string };
  'request.withdrawn': RequestFact & { assignmentId: string; riderId: string };
  'request.picked_up': RequestFact & { assignmentId: string; riderId: string };
  'request.advanced': RequestFact & { assignmentId: string; riderId: string; step: string };
  /** A step was wrong and is taken back. */
  'request.step_corrected': RequestFact & { assignmentId: string; riderId: string; step: string };
  'request.fulfilled': RequestFact & { assignmentId: string; riderId: string; minutes: number };
  'request.failed': RequestFact & { assignmentId: string; riderId: string; reason: string };
  /** The community did it itself. */
  'request.fulfilled_by_community': RequestFact & { organizationId: string; minutes: number };
  /** Staff found that it was not done after all. */
  'request.opened_again': RequestFact & { riderId?: string };
  'request.transfer_requested': TransferFact & { toRiderId?: string };
  'request.transfer_ended': TransferFact & { toRiderId?: string; outcome: string };
  'request.transferred': TransferFact & { toRiderId: string; newAssignmentId: string };
  /** Staff made sure by themselves: the delivery needs no proof. */
  'request.proof_waived': RequestFact & { waived: string[] };
  'request.confirmed': RequestFact & { riderId?: string };
  'request.cancelled': RequestFact & { riderId?: string };
  'request.handed_to_backstop': RequestFact;
  'request.unserved': RequestFact;
  'plan.opened': { planId: string };
  'plan.changed': { planId: string };
  'plan.paused': { pauseId: string; residentId: string; communityId: string };
  'plan.resumed': { pauseId: string; residentId: string; communityId: string };
  /** A resident's day of a plan cannot become a request yet; it is tried again until it is due. */
  'plan.occurrence_blocked': OccurrenceFact;
  /** A resident's day of a plan passed without a request. */
  'plan.occurrence_missed': OccurrenceFact;
  'batch.issued': { batchId: string; requests: number };
  'round.dispatched': { proposalId: string; riders: number; requests: number };
  'hours.measured': { hourId: string; riderId: string };
  'hours.disputed': { hourId: string; riderId: string; communityId: string };
  'hours.settled': { hourId: string; riderId: string; state: 'APPROVED' | 'REJECTED' };
  'hours.certified': { certificateId: string; riderId: string };
  'hours.certificate_revoked': { certificateId: string; riderId: string; reason: string };
  'offer.seen': { offerId: string; requestId: string; riderId: string };
  /** No gateway took it: it stands with the dead letters. */
  'message.dead': { messageId: string; template: string };
  'call.needed': { callId: string; requestId: string; communityId: string };
  'call.ended': { callId: string; requestId: string; communityId: string; outcome: string };
  'care.ladder_started': LadderFact & { riderId: string };
  'care.ladder_step': LadderFact;
  'care.ladder_resolved': LadderFact & { outcome: string };
  'care.alert_raised': AlertFact & { urgency: string };
  'care.alert_acknowledged': AlertFact;
  'care.alert_escalated': AlertFact;
  'care.alert_resolved': AlertFact & { result: string };
  /** The engine broke one of its laws: nothing was written but its question, to be looked into. */
  'dispatch.plan_refused': { planningId: string; laws: string[] };
}

interface CoverFact {
  coverId: string;
  /** Who is stood in for. */
  riderId: string;
  toRiderId?: string;
}

interface CheckInFact {
  checkInId: string;
  riderId: string;
  communityId: string;
}

interface AppointmentFact {
  appointmentId: string;
  riderId: string;
  communityId: string;
}

interface RequestFact {
  requestId: string;
  communityId: string;
  gridId: string;
}

interface TransferFact extends RequestFact {
  transferId: string;
  assignmentId: string;
  /** Who has the task. */
  riderId: string;
}

interface OccurrenceFact {
  occurrenceId: string;
  planId: string;
  residentId: string;
  communityId: string;
  on: string;
  why: string;
}

interface LadderFact {
  ladderId: string;
  residentId: string;
  communityId: string;
  step: string;
}

interface AlertFact {
  alertId: string;
  residentId: string;
  communityId: string;
  kind: string;
  level: string;
}

/** Whose inbox an event enters: the street always, and each of these the payload names. */
const followers = ['communityId', 'requestId', 'riderId', 'toRiderId', 'accountId'];

export const { record, on, onAny } = eventsOf<Events>({ followers });
