import { IsOptional, Length, Max, Min } from 'class-validator';
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';

/** 覆盖规则: by which numbers coverage is counted and figures are told; one version of them. */
@ObjectType()
export class CoverageRules {
  @Field(() => Int)
  version!: number;

  /** Null for what every street starts with. */
  @Field(() => Date, { nullable: true })
  validFrom!: Date | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  /** Between two doors, traffic and turns included. */
  @Field(() => Float)
  speedMps!: number;

  /** Road metres per metre as the crow flies, where no roads are known. */
  @Field(() => Float)
  detourFactor!: number;

  /** Fewer cases make no figure. */
  @Field(() => Int)
  minimumN!: number;

  /** Fewer people or cases are not told to analysts. */
  @Field(() => Int)
  smallestCell!: number;

  /** Where fewer homes are known, households stand at the grid's anchor. */
  @Field(() => Int)
  minimumHomes!: number;

  @Field(() => Int)
  clusterM!: number;

  @Field(() => Int)
  clusterResidents!: number;

  /** The longest period that is told. */
  @Field(() => Int)
  mostDays!: number;

  /** The longest period that is counted anew. */
  @Field(() => Int)
  mostDaysAnew!: number;
}

/** What changes; the rest stays as it is. Hours already counted stay as they were counted. */
@InputType()
export class CoverageRulesInput {
  @Field(() => Float, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(15)
  speedMps?: number | null;

  @Field(() => Float, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(3)
  detourFactor?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(2)
  @Max(100)
  minimumN?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(5)
  @Max(100)
  smallestCell?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(5)
  @Max(1_000)
  minimumHomes?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(50)
  @Max(1_000)
  clusterM?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(5)
  @Max(100)
  clusterResidents?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(31)
  @Max(731)
  mostDays?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(92)
  mostDaysAnew?: number | null;

  @Field({ description: 'Kept with the rules, for whoever asks later.' })
  @Length(4, 300)
  reason!: string;
}
