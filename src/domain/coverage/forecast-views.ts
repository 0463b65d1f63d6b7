import { Field, Float, Int, ObjectType } from 'type-graphql';
import { TextType } from '../requests/reasons.ts';
import { Station } from '../stations/station.ts';
import { Basis, GridName, Share } from './views.ts';

/** A quarter of an hour to come: who is expected, and what they would cover. */
@ObjectType()
export class ForecastQuarter extends Share {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  /** Riders expected to be free there, the mean over the quarter. */
  @Field(() => Float)
  expectedRiders!: number;

  /** Households or elders that would not be covered, the mean over the quarter. */
  @Field(() => Float, { nullable: true })
  uncovered!: number | null;
}

/** The coming quarters of one grid. */
@ObjectType()
export class GridForecast {
  @Field(() => GridName)
  grid!: GridName;

  @Field(() => [ForecastQuarter])
  quarters!: ForecastQuarter[];
}

/** 薄弱时段: a grid and time in which many are not covered. */
@ObjectType()
export class CoverageHole {
  @Field(() => GridName)
  grid!: GridName;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  /** Households or elders not covered: at least so many in each of its quarters. */
  @Field(() => Float)
  people!: number;

  /** `people` times the hours it lasts. */
  @Field(() => Float)
  personHours!: number;
}

/** 补救: riders more, in a grid or at a station, for the time of the largest hole. */
@ObjectType()
export class HoleRemedy {
  /** Null for a station. */
  @Field(() => GridName, { nullable: true })
  grid!: GridName | null;

  /** Null for a grid. */
  @Field(() => Station, { nullable: true })
  station!: Station | null;

  /** The fewest, up to k, who close as much as k would. */
  @Field(() => Int)
  riders!: number;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  /** Person-hours not covered in the grid and time of the hole as things are planned. */
  @Field(() => Float)
  before!: number;

  /** How many of these would be covered. */
  @Field(() => Float)
  closed!: number;

  /** Person-hours that would be covered in all told grids. */
  @Field(() => Float)
  closedEverywhere!: number;
}

/** On how many riders a forecast rests, of the whole street, and on how many it cannot. */
@ObjectType()
export class ExpectedRiders {
  @Field(() => Int)
  onDuty!: number;

  /** On duty with work in hand now. */
  @Field(() => Int)
  busy!: number;

  @Field(() => Int)
  onBreak!: number;

  /** On duty without a shift that says when they go: taken to stay as long as rest rules allow. */
  @Field(() => Int)
  openEnded!: number;

  /** On duty though their shift is over: taken to leave. */
  @Field(() => Int)
  overrun!: number;

  /** On duty, not seen for longer than a position counts: taken to be where they were. */
  @Field(() => Int)
  unseen!: number;

  /** Shifts that begin within the hours, with a rider. */
  @Field(() => Int)
  comingShifts!: number;

  /** Of these, those whose rider has not confirmed yet: counted. */
  @Field(() => Int)
  unconfirmed!: number;

  /** Shifts that run now, whose rider is not on duty: not counted. */
  @Field(() => Int)
  notCome!: number;

  /** Free at some time in no known grid: counted nowhere. */
  @Field(() => Int)
  unplaced!: number;
}

/** 覆盖预报: where the street is covered in the coming hours, where it is thin, and what would help most. */
@ObjectType()
export class CoverageForecast {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  @Field(() => Basis, { nullable: true })
  basis!: Basis | null;

  @Field(() => TextType)
  definition!: TextType;

  @Field(() => [TextType])
  caveats!: TextType[];

  @Field(() => ExpectedRiders)
  counted!: ExpectedRiders;

  /** All told grids together. */
  @Field(() => [ForecastQuarter])
  total!: ForecastQuarter[];

  @Field(() => [GridForecast])
  grids!: GridForecast[];

  /** The largest hole of each grid, the largest first; ten at most. */
  @Field(() => [CoverageHole])
  thinnest!: CoverageHole[];

  remedy!: () => HoleRemedy[];

  /** What would close most of the largest hole, the best first; five at most. */
  @Field(() => [HoleRemedy])
  remedies(): HoleRemedy[] {
    return this.remedy();
  }
}
