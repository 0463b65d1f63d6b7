import { ArrayMaxSize, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ProofKind } from '../proofs/proof-kind.ts';

const WEEK_MINUTES = 10_080;

/** 服务类别: sets a kind, new or known by its code; the numbers are bounded as in the table. */
@InputType()
export class RequestKindInput {
  @Field()
  @Matches(/^[A-Z_]{3,30}$/)
  code!: string;

  @Field()
  @Length(1, 40)
  name!: string;

  @Field()
  @Length(1, 40)
  nameEn!: string;

  @Field()
  needsPickup!: boolean;

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(10)
  @Matches(/^[A-Z_]{2,40}$/, { each: true })
  skills!: string[];

  @Field(() => Int)
  @Min(0)
  @Max(3)
  minTrust!: number;

  @Field(() => Int)
  @Min(1)
  @Max(240)
  serviceMinutes!: number;

  /** Where minutes are too coarse; they follow from it then. */
  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(14_400)
  serviceSeconds?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(3600)
  pickupSeconds?: number | null;

  @Field(() => Int)
  @Min(0)
  @Max(20)
  load!: number;

  @Field(() => Int)
  @Min(0)
  @Max(3)
  tier!: number;

  @Field(() => Int)
  @Min(5)
  @Max(WEEK_MINUTES)
  windowMinutes!: number;

  @Field(() => Int)
  @Min(5)
  @Max(3600)
  offerSeconds!: number;

  @Field(() => Int)
  @Min(1)
  @Max(5)
  waveSize!: number;

  @Field(() => Int)
  @Min(1)
  @Max(WEEK_MINUTES)
  backstopMinutes!: number;

  @Field(() => [ProofKind], { defaultValue: [] })
  @ArrayMaxSize(5)
  proof!: ProofKind[];

  @Field(() => Int, { defaultValue: 150 })
  @Min(10)
  @Max(5000)
  placeWithinM!: number;

  @Field(() => Int, { defaultValue: 10 })
  @Min(0)
  @Max(1440)
  undoMinutes!: number;

  @Field(() => Int, { defaultValue: 2 })
  @Min(1)
  @Max(10)
  maxAttempts!: number;
}
