import type { EntityClass } from '@mikro-orm/postgresql';
import { Account } from '../domain/access/account.ts';
import { Accountability, AccountableNow } from '../domain/accountability/accountability.ts';
import {
  AccountabilityResolver,
  AlertAccountability,
  LadderAccountability,
  RequestAccountability,
} from '../domain/accountability/resolver.ts';
import { AccessResolver } from '../domain/access/resolver.ts';
import { Session } from '../domain/access/session.ts';
import * as access from '../domain/access/timers.ts';
import { Appointment } from '../domain/appointments/appointment.ts';
import * as appointments from '../domain/appointments/reactions.ts';
import { AppointmentResolver } from '../domain/appointments/resolver.ts';
import { CheckIn } from '../domain/check-ins/check-in.ts';
import * as checkIns from '../domain/check-ins/reactions.ts';
import { CheckInResolver } from '../domain/check-ins/resolver.ts';
import { RestResolver } from '../domain/riders/rest-resolver.ts';
import * as riders from '../domain/riders/timers.ts';
import { CallResolver } from '../domain/messaging/call-resolver.ts';
import { CallTask } from '../domain/messaging/call-task.ts';
import { Channel } from '../domain/messaging/channel.ts';
import { Message } from '../domain/messaging/message.ts';
import * as messaging from '../domain/messaging/reactions.ts';
import { MessagingResolver } from '../domain/messaging/resolver.ts';
import * as coverage from '../domain/coverage/reactions.ts';
import { CoverageForecastResolver } from '../domain/coverage/forecast-resolver.ts';
import { LearningResolver } from '../domain/learning/resolver.ts';
import { CoverageRulesResolver } from '../domain/coverage/policy-resolver.ts';
import { CoverageResolver } from '../domain/coverage/resolver.ts';
import { CareAlert } from '../domain/care/alert.ts';
import { CareDeskResolver } from '../domain/care/desk-resolver.ts';
import { LadderStep } from '../domain/care/ladder-step.ts';
import { CareLadder } from '../domain/care/ladder.ts';
import { Observation } from '../domain/care/observation.ts';
import * as care from '../domain/care/reactions.ts';
import { VisitPlan } from '../domain/care/visit-plan.ts';
import { VisitResolver } from '../domain/care/visit-resolver.ts';
import { OwnStop } from '../domain/own-stops/own-stop.ts';
import * as ownStops from '../domain/own-stops/reactions.ts';
import { OwnStopResolver } from '../domain/own-stops/resolver.ts';
import { Cover } from '../domain/cover/cover.ts';
import * as cover from '../domain/cover/reactions.ts';
import { CoverResolver } from '../domain/cover/resolver.ts';
import * as shifts from '../domain/shifts/reactions.ts';
import { RoundResolver } from '../domain/rounds/resolver.ts';
import { ShiftResolver } from '../domain/shifts/resolver.ts';
import { Shift } from '../domain/shifts/shift.ts';
import { SwapResolver } from '../domain/shifts/swap-resolver.ts';
import { ShiftSwap } from '../domain/shifts/swap.ts';
import { PartnerToken } from '../domain/partners/partner-token.ts';
import { PartnerResolver } from '../domain/partners/resolver.ts';
import { PartnerTokenResolver } from '../domain/partners/token-resolver.ts';
import { Organization } from '../domain/organizations/organization.ts';
import { OrganizationResolver } from '../domain/organizations/resolver.ts';
import { photoDoor } from '../domain/proofs/door.ts';
import { Photo } from '../domain/proofs/photo.ts';
import * as proofs from '../domain/proofs/reactions.ts';
import * as photos from '../domain/proofs/timers.ts';
import { Proof } from '../domain/proofs/proof.ts';
import * as hours from '../domain/hours/reactions.ts';
import { CertificateResolver } from '../domain/hours/certificate-resolver.ts';
import { HourCertificate } from '../domain/hours/certificate.ts';
import { HoursRulesResolver } from '../domain/hours/policy-resolver.ts';
import { HoursResolver } from '../domain/hours/resolver.ts';
import { ServiceHour } from '../domain/hours/service-hour.ts';
import { BatchResolver } from '../domain/plans/batch-resolver.ts';
import { Occurrence } from '../domain/plans/occurrence.ts';
import { Pause } from '../domain/plans/pause.ts';
import { ServicePlan } from '../domain/plans/plan.ts';
import { PlanOverviewResolver } from '../domain/plans/overview-resolver.ts';
import { PlanResolver } from '../domain/plans/resolver.ts';
import * as plans from '../domain/plans/timers.ts';
import { Assignment } from '../domain/requests/assignment.ts';
import { DecisionFields } from '../domain/requests/decision-fields.ts';
import { Decision } from '../domain/requests/decision.ts';
import { DeskResolver } from '../domain/requests/desk-resolver.ts';
import { FeedEventFields } from '../domain/requests/feed-fields.ts';
import { FeedResolver } from '../domain/requests/feed-resolver.ts';
import { AssignmentFields, OfferFields } from '../domain/requests/offer-fields.ts';
import { Offer } from '../domain/requests/offer.ts';
import * as requests from '../domain/requests/reactions.ts';
import { RequestFields } from '../domain/requests/request-fields.ts';
import { RequestKind } from '../domain/requests/request-kind.ts';
import { ServiceRequest } from '../domain/requests/request.ts';
import { ReservationResolver } from '../domain/requests/reservation-resolver.ts';
import { Reservation } from '../domain/requests/reservation.ts';
import { RequestResolver } from '../domain/requests/resolver.ts';
import { StepEntry } from '../domain/requests/step-entry.ts';
import { TransferResolver } from '../domain/requests/transfer-resolver.ts';
import { Transfer } from '../domain/requests/transfer.ts';
import { RiderWorkResolver } from '../domain/requests/rider-resolver.ts';
import { owntracksDoor } from '../domain/positions/owntracks-door.ts';
import { PositionResolver } from '../domain/positions/resolver.ts';
import * as positions from '../domain/positions/timers.ts';
import { CareResolver } from '../domain/residents/care-resolver.ts';
import { Consent } from '../domain/residents/consent.ts';
import { Home } from '../domain/residents/home.ts';
import { ContactResolver } from '../domain/residents/contact-resolver.ts';
import { ResidentContact } from '../domain/residents/contact.ts';
import { Mandate } from '../domain/residents/mandate.ts';
import { Resident } from '../domain/residents/resident.ts';
import { ResidentResolver } from '../domain/residents/resolver.ts';
import { DutyResolver } from '../domain/riders/duty-resolver.ts';
import { LatestPosition } from '../domain/riders/position.ts';
import { RosterResolver } from '../domain/riders/resolver.ts';
import { Rider } from '../domain/riders/rider.ts';
import { StationResolver } from '../domain/stations/resolver.ts';
import { Station } from '../domain/stations/station.ts';
import { Community } from '../domain/territory/community.ts';
import { Grid } from '../domain/territory/grid.ts';
import * as territory from '../domain/territory/reactions.ts';
import { TerritoryResolver } from '../domain/territory/resolver.ts';
import { Street } from '../domain/territory/street.ts';
import type { Reaction } from '../platform/feed/events.ts';
import * as answers from '../platform/graphql/forgetting.ts';
import type { Door } from '../platform/http/door.ts';
import type { Timer } from '../platform/jobs/timers.ts';

/** THE list: what the product is made of. A feature that is not here does not exist. */
export const entities: EntityClass<object>[] = [
  ...[Street, Community, Grid, Station, Organization],
  ...[Account, Session],
  ...[Rider, LatestPosition, Home, Resident, Consent, Mandate],
  ...[Channel, Message, CallTask],
  ...[RequestKind, ServiceRequest, Offer, Assignment, Decision],
  ...[StepEntry, Reservation, Transfer, Photo, Proof],
  ...[CheckIn, Appointment],
  ...[ResidentContact, CareLadder, LadderStep, CareAlert, Observation, VisitPlan],
  ...[Accountability, AccountableNow],
  OwnStop,
  ...[Shift, ShiftSwap, Cover],
  PartnerToken,
  ...[ServicePlan, Occurrence, Pause, ServiceHour, HourCertificate],
];

export const resolvers: [Function, ...Function[]] = [
  AccessResolver,
  ...[TerritoryResolver, StationResolver, OrganizationResolver, CoverageResolver],
  ...[CoverageForecastResolver, CoverageRulesResolver, LearningResolver],
  ...[RosterResolver, DutyResolver, PositionResolver, ResidentResolver, CareResolver],
  ...[RequestResolver, RequestFields, DeskResolver, DecisionFields],
  ...[RiderWorkResolver, OfferFields, AssignmentFields, ReservationResolver, TransferResolver],
  ...[MessagingResolver, CallResolver],
  ...[FeedResolver, FeedEventFields],
  ...[CheckInResolver, AppointmentResolver],
  RestResolver,
  ...[ContactResolver, CareDeskResolver, VisitResolver],
  ...[AccountabilityResolver, RequestAccountability, LadderAccountability, AlertAccountability],
  OwnStopResolver,
  ...[ShiftResolver, SwapResolver, CoverResolver],
  ...[PartnerResolver, PartnerTokenResolver],
  ...[
    PlanResolver,
    PlanOverviewResolver,
    BatchResolver,
    HoursResolver,
    CertificateResolver,
    HoursRulesResolver,
  ],
  RoundResolver,
];

export const reactions: Reaction[] = [
  ...proofs.reactions,
  ...requests.reactions,
  ...care.reactions,
  ...messaging.reactions,
  ...checkIns.reactions,
  ...appointments.reactions,
  ...territory.reactions,
  ...coverage.reactions,
  ...ownStops.reactions,
  ...shifts.reactions,
  ...cover.reactions,
  ...hours.reactions,
];

export const timers: Timer[] = [
  ...access.timers,
  ...requests.timers,
  ...care.timers,
  ...messaging.timers,
  ...photos.timers,
  ...answers.timers,
  ...positions.timers,
  ...appointments.timers,
  ...territory.timers,
  ...coverage.timers,
  ...riders.timers,
  ...ownStops.timers,
  ...shifts.timers,
  ...cover.timers,
  ...plans.timers,
  ...hours.timers,
];

/** The ways in beside GraphQL. */
export const doors: Door[] = [photoDoor, owntracksDoor];
