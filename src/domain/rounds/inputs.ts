import { ArrayMaxSize, ArrayMinSize, IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';

/** No round is searched for more requests than this at once. */
export const MOST_REQUESTS = 300;
const MOST_RIDERS = 100;
const LARGEST_SEED = 2_147_483_647;
const LONGEST_SEARCH_SECONDS = 10;

/** The open requests of a plan, those named, or both; by these riders, or by all on duty but some. */
@ArgsType()
export class PreviewRound {
  @Field(() => ID, { nullable: true })
  planId?: string | null;

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_REQUESTS)
  requestIds?: string[] | null;

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_RIDERS)
  riderIds?: string[] | null;

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(MOST_RIDERS)
  withoutRiderIds?: string[] | null;

  @Field(() => Int, { defaultValue: 1 })
  @Min(0)
  @Max(LARGEST_SEED)
  seed!: number;

  /** So long is searched; left out: so many steps, and the same seed proposes the same. */
  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(LONGEST_SEARCH_SECONDS)
  seconds?: number | null;

  @Field(() => ID)
  idempotencyKey!: string;
}

/** What one rider is to get, as proposed or as edited; the best order of the doors is worked out again. */
@InputType()
export class RoundRouteInput {
  @Field(() => ID)
  riderId!: string;

  @Field(() => [ID])
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_REQUESTS)
  requestIds!: string[];
}

@ArgsType()
export class DispatchRound {
  @Field(() => ID)
  proposalId!: string;

  /** Left out: everything as it was proposed. */
  @Field(() => [RoundRouteInput], { nullable: true })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_RIDERS)
  routes?: RoundRouteInput[] | null;

  @Field(() => ID)
  idempotencyKey!: string;
}
