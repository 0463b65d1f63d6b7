import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { open } from '../../platform/crypto/seal.ts';
import { openDeliveryCode } from '../proofs/delivery-code.ts';
import { Proof } from '../proofs/proof.ts';
import { pointOf, PointType } from '../territory/point.ts';
import { Assignment } from './assignment.ts';
import { communityNoteCell } from './community-serving.ts';
import { Decision } from './decision.ts';
import { expectedAt } from './expecting.ts';
import { Offer } from './offer.ts';
import { noteCell } from './opening.ts';
import { ServiceRequest } from './request.ts';
import { unservedStates } from './rules.ts';
import { AssignmentState } from './states.ts';
import { StepEntry } from './step-entry.ts';
import { Transfer } from './transfer.ts';
import { actorOf } from './visible.ts';

/** What of a request is worked out, sealed, or shown to some only. */
@Resolver(() => ServiceRequest)
export class RequestFields {
  @FieldResolver(() => PointType)
  dropoff(@Root() { dropoff }: ServiceRequest) {
    return pointOf(dropoff);
  }

  @FieldResolver(() => PointType, { nullable: true })
  pickup(@Root() { pickup }: ServiceRequest) {
    return pickup ? pointOf(pickup) : null;
  }

  @FieldResolver(() => Boolean)
  overdue(@Root() { state, dueAt }: ServiceRequest, @Ctx() { now }: Context) {
    return dueAt < now && (unservedStates as readonly string[]).includes(state);
  }

  @FieldResolver(() => String, { nullable: true })
  note(@Root() { id, noteSealed }: ServiceRequest, @Ctx() { keys }: Context) {
    return noteSealed ? open(keys, noteCell(id), noteSealed) : null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When somebody is expected at the door; nothing once it is over.',
  })
  expectedAt(@Root() request: ServiceRequest, @Ctx() ctx: Context) {
    return expectedAt(ctx, request);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the resident says at the door: for the resident and family only.',
  })
  deliveryCode(@Root() { id, deliveryCodeSealed }: ServiceRequest, @Ctx() ctx: Context) {
    const isOwn = ['RESIDENT', 'FAMILY'].includes(actorOf(ctx).role);
    return isOwn && deliveryCodeSealed ? openDeliveryCode(ctx, id, deliveryCodeSealed) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'How the community did it itself.' })
  fulfilledNote(@Root() { id, fulfilledNoteSealed }: ServiceRequest, @Ctx() { keys }: Context) {
    return fulfilledNoteSealed ? open(keys, communityNoteCell(id), fulfilledNoteSealed) : null;
  }

  @FieldResolver(() => [StepEntry], { description: 'Every step of every rider, as it was said.' })
  steps(@Root() request: ServiceRequest) {
    return request.steps.loadItems({ dataloader: true });
  }

  @FieldResolver(() => [Proof], { description: 'What showed that it was delivered.' })
  proofs(@Root() request: ServiceRequest) {
    return request.proofs.loadItems({ dataloader: true });
  }

  @FieldResolver(() => [Transfer], { description: 'Staff only; empty for others.' })
  transfers(@Root() request: ServiceRequest, @Ctx() ctx: Context) {
    return forDesk(ctx) ? request.transfers.loadItems({ dataloader: true }) : [];
  }

  @FieldResolver(() => [Offer], { description: 'Staff only; empty for others.' })
  offers(@Root() request: ServiceRequest, @Ctx() ctx: Context) {
    return forDesk(ctx) ? request.offers.loadItems({ dataloader: true }) : [];
  }

  @FieldResolver(() => Assignment, { nullable: true, description: 'The one under way or done.' })
  async assignment(@Root() { assignments }: ServiceRequest) {
    const all = await assignments.loadItems({ dataloader: true });
    return all.find((one) => one.isLive() || one.state === AssignmentState.DONE) ?? null;
  }

  @FieldResolver(() => [Decision], { description: 'Staff only; empty for others.' })
  decisions(@Root() request: ServiceRequest, @Ctx() ctx: Context) {
    return forDesk(ctx) ? request.decisions.loadItems({ dataloader: true }) : [];
  }
}

const forDesk = (ctx: Context): boolean => actorOf(ctx).may.has('decision:read');
