import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { FeatureCollection } from 'geojson';
import type { Context } from '../../platform/context.ts';
import { FeatureCollectionScalar } from '../../platform/graphql/scalars.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { getPositionPolicy, setPositionPolicy } from './deciding.ts';
import {
  OneTracker,
  PositionPolicyInput,
  ReportPositionsInput,
  TrackerDevice,
  TrackOfRider,
  TrackSpan,
} from './inputs.ts';
import { reportPositions } from './reporting.ts';
import { exportOwnTrack, listOwnTrack, listOwnTrackDays, listRiderTrack } from './track.ts';
import { issueTrackerToken, listTrackerTokens, revokeTrackerToken } from './trackers.ts';
import {
  IssuedTrackerToken,
  PositionPolicyView,
  PositionsReceived,
  TrackDay,
  TrackerToken,
  TrackPoint,
} from './views.ts';

/** Where riders are and have been: told by them, seen by them, and by staff on record. */
@Resolver()
export class PositionResolver {
  /** Undeclared as a transaction: batches that come at the same time are written in one. */
  @May('position:report')
  @Mutation(() => PositionsReceived)
  async reportPositions(
    @Ctx() ctx: Context,
    @Arg('batch', () => ReportPositionsInput) batch: ReportPositionsInput,
    @Arg('key', () => ID) key: string,
  ) {
    return reportPositions(ctx, batch, key);
  }

  @May('position:report')
  @Query(() => [TrackPoint])
  async myTrack(@Ctx() ctx: Context, @Args(() => TrackSpan) span: TrackSpan) {
    return listOwnTrack(ctx, span);
  }

  @May('position:report')
  @Query(() => FeatureCollectionScalar)
  async exportMyTrack(
    @Ctx() ctx: Context,
    @Args(() => TrackSpan) span: TrackSpan,
  ): Promise<FeatureCollection> {
    return exportOwnTrack(ctx, span);
  }

  @May('position:report')
  @Query(() => [TrackDay])
  async myTrackDays(@Ctx() ctx: Context) {
    return listOwnTrackDays(ctx);
  }

  @May('track:read')
  @Query(() => [TrackPoint])
  async riderTrack(@Ctx() ctx: Context, @Args(() => TrackOfRider) asked: TrackOfRider) {
    return listRiderTrack(ctx, asked);
  }

  @May('position:report')
  @Query(() => [TrackerToken])
  async myTrackerTokens(@Ctx() ctx: Context) {
    return listTrackerTokens(ctx);
  }

  @May('position:report')
  @Transactional()
  @Mutation(() => IssuedTrackerToken)
  async issueTrackerToken(
    @Ctx() ctx: Context,
    @Args(() => TrackerDevice) { device }: TrackerDevice,
  ) {
    return issueTrackerToken(ctx, device);
  }

  @May('position:report')
  @Transactional()
  @Mutation(() => TrackerToken)
  async revokeTrackerToken(@Ctx() ctx: Context, @Args(() => OneTracker) { id }: OneTracker) {
    return revokeTrackerToken(ctx, id);
  }

  @May('rider:locate')
  @Query(() => PositionPolicyView)
  async positionPolicy(@Ctx() ctx: Context) {
    return getPositionPolicy(ctx);
  }

  @May('position:decide')
  @Transactional()
  @Mutation(() => PositionPolicyView)
  async setPositionPolicy(
    @Ctx() ctx: Context,
    @Arg('input', () => PositionPolicyInput) input: PositionPolicyInput,
  ) {
    return setPositionPolicy(ctx, input);
  }
}
