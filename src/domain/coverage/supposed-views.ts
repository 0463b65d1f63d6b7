import { Field, Float, ObjectType } from 'type-graphql';
import { TextType } from '../requests/reasons.ts';
import { Grid } from '../territory/grid.ts';
import { Basis, Missing } from './views.ts';

/** A share as it is and as it would be. */
@ObjectType()
export class SupposedCoverage {
  /** Null: all told grids together. */
  @Field(() => Grid, { nullable: true })
  grid!: Grid | null;

  @Field(() => Float, { nullable: true })
  asIs!: number | null;

  @Field(() => Float, { nullable: true })
  supposed!: number | null;

  @Field(() => Float, { nullable: true })
  gain!: number | null;

  @Field(() => Missing, { nullable: true })
  missing!: Missing | null;
}

/** 如果: coverage as it would have been. */
@ObjectType()
export class SupposedReport {
  @Field(() => TextType)
  definition!: TextType;

  @Field(() => Basis, { nullable: true })
  basis!: Basis | null;

  @Field(() => SupposedCoverage)
  total!: SupposedCoverage;

  @Field(() => [SupposedCoverage])
  grids!: SupposedCoverage[];
}

/** What riders in one candidate grid would add to the whole. */
@ObjectType()
export class SupposedGain {
  @Field(() => Grid)
  grid!: Grid;

  @Field(() => Float, { nullable: true })
  asIs!: number | null;

  @Field(() => Float, { nullable: true })
  supposed!: number | null;

  @Field(() => Float, { nullable: true })
  gain!: number | null;
}
