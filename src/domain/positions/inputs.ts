import { ArrayMaxSize, IsDate, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { Crs } from '../territory/point.ts';
import type { PolicyDraft } from './policy.ts';

/** The most positions one call may tell. */
export const MOST_FIXES = 500;

/** 定位: one position as the device measured it. */
@InputType()
export class FixInput {
  @Field(() => Float)
  lng!: number;

  @Field(() => Float)
  lat!: number;

  /** Radius of the circle the device believes itself in, in metres. */
  @Field(() => Float)
  accuracyM!: number;

  @Field(() => Date, { description: 'When the device measured it, by its own clock.' })
  @IsDate()
  deviceAt!: Date;

  @Field(() => Float, { nullable: true })
  speedMps?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees clockwise from north.' })
  bearingDeg?: number | null;

  @Field(() => Int, { nullable: true })
  batteryPercent?: number | null;
}

/** Positions of one device, in any order, measured now or while there was no network. */
@InputType()
export class ReportPositionsInput {
  @Field(() => Crs)
  crs!: Crs;

  @Field(() => [FixInput])
  @ArrayMaxSize(MOST_FIXES)
  fixes!: FixInput[];
}

@ArgsType()
export class TrackSpan {
  @Field(() => Date)
  @IsDate()
  from!: Date;

  @Field(() => Date)
  @IsDate()
  until!: Date;
}

@ArgsType()
export class TrackOfRider extends TrackSpan {
  @Field(() => ID)
  @IsUUID('all')
  riderId!: string;

  @Field({ description: 'What for; it is written down.' })
  @Length(2, 200)
  purpose!: string;
}

@ArgsType()
export class TrackerDevice {
  @Field({
    description: 'Which phone or app; a new token of the same device replaces the old one.',
  })
  @Length(1, 40)
  device!: string;
}

@ArgsType()
export class OneTracker {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

/** What a street changes of the numbers by which positions are believed and kept. */
@InputType()
export class PositionPolicyInput implements PolicyDraft {
  @Field(() => Float, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(100_000)
  worstAccuracyM?: number;

  @Field(() => Float, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(100_000)
  maxSpeedMps?: number;

  @Field(() => Float, { nullable: true })
  @IsOptional()
  @Min(0)
  @Max(1_000_000)
  marginM?: number;

  @Field(() => Float, { nullable: true })
  @IsOptional()
  @Min(0)
  @Max(10_000)
  enterDepthM?: number;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(30)
  keepTrackDays?: number;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(30)
  keepPresenceDays?: number;
}
