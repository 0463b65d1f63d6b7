import { Field, Float, Int, ObjectType } from 'type-graphql';
import { TextType } from '../requests/reasons.ts';
import { Grid } from '../territory/grid.ts';
import { PointType } from '../territory/point.ts';
import { Missing } from './views.ts';

/** 热点网格: how much was asked for in a grid, for the households it has. */
@ObjectType()
export class HotSpot {
  @Field(() => Grid)
  grid!: Grid;

  /** From 1; null where there is too little to be ranked. */
  @Field(() => Int, { nullable: true })
  rank!: number | null;

  @Field(() => Missing, { nullable: true })
  missing!: Missing | null;

  /** Requests in the period, and in the one before. */
  @Field(() => Int, { nullable: true })
  n!: number | null;

  @Field(() => Int, { nullable: true })
  nBefore!: number | null;

  /** Requests per 1,000 households, as counted. */
  @Field(() => Float, { nullable: true })
  perThousand!: number | null;

  /** The same, drawn towards the mean of all grids: by this it is ranked. */
  @Field(() => Float, { nullable: true })
  shrunkenPerThousand!: number | null;

  /** The part by which it grew against the period before; null when there was too little then. */
  @Field(() => Float, { nullable: true })
  trend!: number | null;
}

/** A heap of requests close to each other, told roughly. */
@ObjectType()
export class Cluster {
  /** The middle of its cell of a coarse lattice, at least 100 m wide. */
  @Field(() => PointType)
  about!: PointType;

  @Field(() => Int)
  requests!: number;

  @Field(() => Int)
  residents!: number;
}

@ObjectType()
export class HotSpotReport {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  @Field(() => TextType)
  definition!: TextType;

  /** Ranked ones first. */
  @Field(() => [HotSpot])
  grids!: HotSpot[];

  @Field(() => [Cluster])
  clusters!: Cluster[];
}
