import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TextType } from '../requests/reasons.ts';
import { Grid } from '../territory/grid.ts';

/** Whose share is told. */
export enum CoverageWeight {
  HOUSEHOLDS = 'HOUSEHOLDS',
  ELDERS_LIVING_ALONE = 'ELDERS_LIVING_ALONE',
}
registerEnumType(CoverageWeight, { name: 'CoverageWeight' });

/** On which grids a period is told: those of each day, or today's. */
export enum Cut {
  AS_IT_WAS = 'AS_IT_WAS',
  AS_TODAY = 'AS_TODAY',
}
registerEnumType(Cut, { name: 'Cut' });

/** What the minutes between two places rest on. */
export enum Basis {
  ROADS = 'ROADS',
  STRAIGHT_LINE = 'STRAIGHT_LINE',
  MIXED = 'MIXED',
}
registerEnumType(Basis, { name: 'CoverageBasis' });

/** Why a figure is not told. */
export enum Missing {
  NOT_MEASURED = 'NOT_MEASURED',
  NOBODY_THERE = 'NOBODY_THERE',
  TOO_FEW = 'TOO_FEW',
}
registerEnumType(Missing, { name: 'MissingReason' });

/** Minutes that passed between two facts; not told of too few. */
@ObjectType()
export class ObservedMinutes {
  /** Not told to analysts when it would single somebody out. */
  @Field(() => Int, { nullable: true })
  n!: number | null;

  @Field(() => Float, { nullable: true })
  medianMinutes!: number | null;

  @Field(() => Float, { nullable: true })
  p90Minutes!: number | null;

  @Field(() => Missing, { nullable: true })
  missing!: Missing | null;
}

/** 实际用时: what was observed of the requests of a grid and hour. */
@ObjectType()
export class Observed {
  @Field(() => ObservedMinutes)
  openedToDone!: ObservedMinutes;

  @Field(() => ObservedMinutes)
  offeredToAccepted!: ObservedMinutes;
}

/** 覆盖率: a share between 0 and 1 with the samples behind it, or why there is none. */
@ObjectType()
export class Share {
  @Field(() => Float, { nullable: true })
  share!: number | null;

  @Field(() => Int)
  samples!: number;

  @Field(() => Missing, { nullable: true })
  missing!: Missing | null;
}

/** The coverage of a grid in one hour of the day, on the street's clock, over the period. */
@ObjectType()
export class HourCoverage extends Share {
  /** 0 to 23. */
  @Field(() => Int)
  hour!: number;

  look!: () => Promise<Observed>;

  @Field(() => Observed)
  async observed(): Promise<Observed> {
    return this.look();
  }
}

/** A version of a grid by its names; its border is told by `grids`. */
@ObjectType()
export class GridName {
  @Field(() => ID)
  id!: string;

  @Field()
  code!: string;

  @Field()
  name!: string;

  @Field()
  nameEn!: string;

  @Field(() => Date)
  validFrom!: Date;

  @Field(() => Date, { nullable: true })
  validTo!: Date | null;
}

/** The coverage of a grid over the period. */
@ObjectType()
export class GridCoverage extends Share {
  @Field(() => GridName)
  grid!: GridName;

  byHour!: () => Promise<HourCoverage[]>;

  @Field(() => [HourCoverage])
  async hours(): Promise<HourCoverage[]> {
    return this.byHour();
  }
}

/** The coverage of all told grids together. */
@ObjectType()
export class TotalCoverage extends Share {}

/** 网格覆盖: the answer with its definition. */
@ObjectType()
export class CoverageReport {
  /** As counted: in whole hours. */
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  @Field(() => Cut)
  cut!: Cut;

  changed!: () => Promise<Grid[]>;

  /** Versions of grids that began or ended within the period. */
  @Field(() => [Grid])
  async changedGrids(): Promise<Grid[]> {
    return this.changed();
  }

  /** Null where nothing was measured. */
  @Field(() => Basis, { nullable: true })
  basis!: Basis | null;

  @Field(() => TextType)
  definition!: TextType;

  @Field(() => TextType)
  observedDefinition!: TextType;

  @Field(() => TotalCoverage)
  total!: TotalCoverage;

  @Field(() => [GridCoverage])
  grids!: GridCoverage[];
}
