import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Sifted } from './pipeline.ts';
import { stages } from './pipeline.ts';
import { PointType } from '../territory/point.ts';
import type { PositionPolicy } from './policy.ts';

/** How many positions one stage of the pipeline did not keep, and why. */
@ObjectType()
export class PositionsDropped {
  @Field({
    description:
      'FUTURE, PAST, DUPLICATE, ZERO, INACCURATE, IMPOSSIBLE_SPEED, OFF_DUTY or OUT_OF_AREA.',
  })
  stage!: string;

  @Field(() => Int)
  count!: number;

  @Field()
  zh!: string;

  @Field()
  en!: string;
}

/** 定位回执: what came of a batch of positions. */
@ObjectType()
export class PositionsReceived {
  /** The key the batch was told under: the device may forget it. */
  @Field(() => ID)
  key!: string;

  @Field(() => Int)
  accepted!: number;

  /** Every stage in its order, those that dropped nothing too. */
  @Field(() => [PositionsDropped])
  dropped!: PositionsDropped[];
}

export const receiptOf = (key: string, { accepted, dropped }: Sifted): PositionsReceived => ({
  key,
  accepted: accepted.length,
  dropped: stages.map(({ name, label }) => ({
    stage: name,
    count: dropped.get(name) ?? 0,
    ...label,
  })),
});

/** 轨迹点: one kept position. */
@ObjectType()
export class TrackPoint {
  @Field(() => Date)
  deviceAt!: Date;

  @Field(() => PointType)
  point!: PointType;

  @Field(() => Float)
  accuracyM!: number;

  @Field(() => Float, { nullable: true })
  speedMps!: number | null;

  @Field(() => Float, { nullable: true })
  bearingDeg!: number | null;
}

/** 里程: what is kept of a day on duty once its track is forgotten. */
@ObjectType()
export class TrackDay {
  /** YYYY-MM-DD, of the street's own day. */
  @Field()
  day!: string;

  @Field(() => Int)
  points!: number;

  @Field(() => Float)
  metres!: number;

  @Field(() => Date)
  firstAt!: Date;

  @Field(() => Date)
  lastAt!: Date;
}

/** 定位令牌: lets a tracking app tell where its rider is. */
@ObjectType()
export class TrackerToken {
  @Field(() => ID)
  id!: string;

  @Field()
  device!: string;

  @Field(() => Date)
  issuedAt!: Date;

  @Field(() => Date)
  expiresAt!: Date;

  @Field(() => Date, { nullable: true })
  revokedAt!: Date | null;

  /** To the minute. */
  @Field(() => Date, { nullable: true })
  lastUsedAt!: Date | null;
}

/** A token that was just issued: the only time it is shown. */
@ObjectType()
export class IssuedTrackerToken {
  @Field(() => TrackerToken)
  tracker!: TrackerToken;

  @Field({ description: 'The password of the app. It cannot be shown again.' })
  token!: string;

  @Field({ description: 'Where the app posts to, below the address of the service.' })
  path!: string;
}

/** The numbers in force by which positions are believed and kept. */
@ObjectType('PositionPolicy')
export class PositionPolicyView implements PositionPolicy {
  @Field(() => Int) version!: number;
  @Field(() => Int) staleAfterMs!: number;
  @Field(() => Int) aheadMs!: number;
  @Field(() => Int) pastMs!: number;
  @Field(() => Float) worstAccuracyM!: number;
  @Field(() => Float) maxSpeedMps!: number;
  @Field(() => Int) speedMemoryMs!: number;
  @Field(() => Float) marginM!: number;
  @Field(() => Float) enterDepthM!: number;
  @Field(() => Int) enterAfterMs!: number;
  @Field(() => Int) silenceMs!: number;
  @Field(() => Int) keepTrackDays!: number;
  @Field(() => Int) keepPresenceDays!: number;
}
