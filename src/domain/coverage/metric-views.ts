import { Field, Float, Int, ObjectType } from 'type-graphql';
import { TextType } from '../requests/reasons.ts';
import { Grid } from '../territory/grid.ts';
import { Cut, Missing, ObservedMinutes } from './views.ts';

/** A number of cases with what it counts. */
@ObjectType()
export class CountFigure {
  /** Not told to analysts when it would single somebody out. */
  @Field(() => Int, { nullable: true })
  value!: number | null;

  @Field(() => TextType)
  definition!: TextType;
}

/** A share of n cases with its 95 % interval after Wilson; not told of too few. */
@ObjectType()
export class RateFigure {
  @Field(() => Float, { nullable: true })
  value!: number | null;

  @Field(() => Int, { nullable: true })
  hits!: number | null;

  @Field(() => Int, { nullable: true })
  n!: number | null;

  @Field(() => Float, { nullable: true })
  low!: number | null;

  @Field(() => Float, { nullable: true })
  high!: number | null;

  @Field(() => Missing, { nullable: true })
  missing!: Missing | null;

  @Field(() => TextType)
  definition!: TextType;
}

/** Minutes with what they measure. */
@ObjectType()
export class MinutesFigure extends ObservedMinutes {
  @Field(() => TextType)
  definition!: TextType;
}

/** 网格指标: the requests of a grid in a period, as the facts said it. */
@ObjectType()
export class GridMetrics {
  /** Null: all grids together, or the requests whose place is in no grid today. */
  @Field(() => Grid, { nullable: true })
  grid!: Grid | null;

  @Field(() => CountFigure)
  opened!: CountFigure;

  @Field(() => CountFigure)
  served!: CountFigure;

  @Field(() => CountFigure)
  servedOnTime!: CountFigure;

  @Field(() => CountFigure)
  openOverdue!: CountFigure;

  @Field(() => CountFigure)
  unserved!: CountFigure;

  @Field(() => CountFigure)
  handedToBackstop!: CountFigure;

  @Field(() => RateFigure)
  onTimeRate!: RateFigure;

  @Field(() => MinutesFigure)
  clickToDoor!: MinutesFigure;
}

/** The answer with the grids it is told on. */
@ObjectType()
export class MetricsReport {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  @Field(() => Cut)
  cut!: Cut;

  /** Versions of grids that began or ended within the period. */
  @Field(() => [Grid])
  changedGrids!: Grid[];

  /** For analysts without the grids that are not told. */
  @Field(() => GridMetrics)
  total!: GridMetrics;

  @Field(() => [GridMetrics])
  grids!: GridMetrics[];
}
