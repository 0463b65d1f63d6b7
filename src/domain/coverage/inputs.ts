import type { FeatureCollection } from 'geojson';
import { ArrayMaxSize } from 'class-validator';
import { ArgsType, Field, ID, Int } from 'type-graphql';
import { FeatureCollectionScalar } from '../../platform/graphql/scalars.ts';
import { Crs } from '../territory/point.ts';
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
