import type { FeatureCollection } from 'geojson';
import { ArrayMaxSize, MaxLength } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { FeatureCollectionScalar } from '../../platform/graphql/scalars.ts';
import { refuse } from '../refusals.ts';
import { Crs, lngLatOf, PointInput } from '../territory/point.ts';
import type { Supposed } from './supposing.ts';
import { CoverageWeight, Cut } from './views.ts';

/** A period of time: from an instant up to, not including, another. */
@ArgsType()
export class PeriodArgs {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;
}

/** What coverage is asked for. */
@ArgsType()
export class CoverageArgs extends PeriodArgs {
  @Field(() => Int)
  minutes!: number;

  /** How many riders at once. */
  @Field(() => Int, { defaultValue: 1 })
  k!: number;

  @Field(() => CoverageWeight, { defaultValue: CoverageWeight.HOUSEHOLDS })
  weight!: CoverageWeight;
}

/** Coverage as it was, of all grids or some. */
@ArgsType()
export class GridCoverageArgs extends CoverageArgs {
  @Field(() => Cut, { defaultValue: Cut.AS_IT_WAS })
  cut!: Cut;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(1_000)
  gridIds?: string[] | null;
}

/** What the coming hours are asked for. */
@ArgsType()
export class CoverageForecastArgs {
  /** How many hours from now on, 1 to 12. */
  @Field(() => Int)
  hours!: number;

  @Field(() => Int)
  minutes!: number;

  /** How many riders at once. */
  @Field(() => Int, { defaultValue: 1 })
  k!: number;

  @Field(() => CoverageWeight, { defaultValue: CoverageWeight.HOUSEHOLDS })
  weight!: CoverageWeight;
}

/** The roads of a street as lines. */
@ArgsType()
export class ImportRoads {
  @Field(() => FeatureCollectionScalar)
  featureCollection!: FeatureCollection;

  @Field(() => Crs)
  crs!: Crs;

  @Field(() => ID)
  idempotencyKey!: string;
}

/** Metrics of all grids or some. */
@ArgsType()
export class GridMetricsArgs extends PeriodArgs {
  @Field(() => Cut, { defaultValue: Cut.AS_IT_WAS })
  cut!: Cut;

  @Field(() => [ID], { nullable: true })
  @ArrayMaxSize(1_000)
  gridIds?: string[] | null;
}

@ArgsType()
export class HotSpotsArgs extends PeriodArgs {
  /** Code of a request kind; all kinds when not told. */
  @Field(() => String, { nullable: true })
  @MaxLength(30)
  kind?: string | null;
}

/** Riders who would stand at a new station, or in a grid, in some hours of each day. */
@InputType()
export class SupposedRiders {
  @Field(() => PointInput, { nullable: true })
  station?: PointInput | null;

  @Field(() => ID, { nullable: true })
  gridId?: string | null;

  @Field(() => Int, { defaultValue: 1 })
  riders!: number;

  /** Hour of the street's clock, 0 to 23. */
  @Field(() => Int, { defaultValue: 0 })
  fromHour!: number;

  /** The first hour in which they are gone, 1 to 24; before `fromHour` it is one of the next day. */
  @Field(() => Int, { defaultValue: 24 })
  untilHour!: number;
}

@ArgsType()
export class WhatIfArgs extends CoverageArgs {
  @Field(() => [SupposedRiders])
  @ArrayMaxSize(20)
  change!: SupposedRiders[];
}

@ArgsType()
export class WhatIfBestArgs extends CoverageArgs {
  @Field(() => [ID])
  @ArrayMaxSize(200)
  candidates!: string[];

  @Field(() => Int, { defaultValue: 1 })
  riders!: number;

  @Field(() => Int, { defaultValue: 0 })
  fromHour!: number;

  @Field(() => Int, { defaultValue: 24 })
  untilHour!: number;
}

/** Riders as they were supposed: at a station or in a grid, not both. Refuses INVALID_INPUT, POINT_OUT_OF_RANGE. */
export function supposedOf({ station, gridId, ...rest }: SupposedRiders): Supposed {
  if (station && typeof gridId !== 'string') return { ...rest, at: { point: lngLatOf(station) } };
  return typeof gridId === 'string' && !station
    ? { ...rest, at: { gridId } }
    : refuse('INVALID_INPUT', 'station | gridId');
}
