import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Rider } from '../riders/rider.ts';
import { FeedEventView } from './feed-message.ts';
import { findRequest } from './finding.ts';
import { Offer } from './offer.ts';
import { findOfferFor, findRiderFor } from './own-work.ts';
import { ServiceRequest } from './request.ts';

/** What an event speaks of, as its reader may see it at this moment; null otherwise. */
@Resolver(() => FeedEventView)
export class FeedEventFields {
  @FieldResolver(() => ServiceRequest, { nullable: true })
  request(@Root() { payload }: FeedEventView, @Ctx() ctx: Context) {
    return payload.requestId ? findRequest(ctx, payload.requestId) : null;
  }

  @FieldResolver(() => Rider, { nullable: true })
  rider(@Root() { payload }: FeedEventView, @Ctx() ctx: Context) {
    return payload.riderId ? findRiderFor(ctx, payload.riderId) : null;
  }

  @FieldResolver(() => Offer, { nullable: true })
  offer(@Root() { payload }: FeedEventView, @Ctx() ctx: Context) {
    return payload.offerId ? findOfferFor(ctx, payload.offerId) : null;
  }
}
