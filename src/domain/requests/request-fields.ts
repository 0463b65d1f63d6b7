import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { open } from '../../platform/crypto/seal.ts';
import { pointOf, PointType } from '../territory/point.ts';
import { Assignment } from './assignment.ts';
import { Decision } from './decision.ts';
import { Offer } from './offer.ts';
import { noteCell } from './opening.ts';
import { ServiceRequest } from './request.ts';
import { unservedStates } from './rules.ts';
import { AssignmentState } from './states.ts';
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
