import { IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PointInput } from '../territory/point.ts';
import { ProofInput } from '../proofs/proof-draft.ts';
import { Course, DeclineReason, DeliveryStep, FailReason, RequestState } from './states.ts';

/** What is asked for: for a resident (to the home unless said otherwise), or by staff for a place. */
@InputType()
export class OpenRequestInput {
  /** Code of the kind of request. */
  @Field()
  @Length(3, 30)
  kind!: string;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @Length(1, 64)
  residentId?: string | null;

  @Field(() => PointInput, { nullable: true })
  at?: PointInput | null;

  @Field(() => String, { nullable: true })
  @MaxLength(120)
  place?: string | null;

  @Field(() => PointInput, { nullable: true })
  pickup?: PointInput | null;

  @Field(() => String, { nullable: true })
  @MaxLength(80)
  pickupName?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @Length(1, 64)
  pickupStationId?: string | null;

  @Field(() => Date, { nullable: true })
  readyAt?: Date | null;

  @Field(() => Date, { nullable: true })
  dueAt?: Date | null;

  @Field(() => Int, { nullable: true })
  @Min(0)
  @Max(20)
  load?: number | null;

  @Field(() => String, { nullable: true })
  @MaxLength(500)
  note?: string | null;
}

@ArgsType()
export class RequestPage {
  @Field(() => Int, { defaultValue: 20 })
  @Min(0)
  @Max(100)
  first!: number;

  @Field(() => String, { nullable: true })
  @MaxLength(200)
  after?: string | null;

  @Field(() => [RequestState], { nullable: true })
  states?: RequestState[] | null;
}

/** A step that ends a request, with the reason in the words of whoever takes it. */
@ArgsType()
export class WithReason {
  @Field(() => ID)
  id!: string;

  @Field()
  @Length(1, 200)
  reason!: string;
}

@ArgsType()
export class WithdrawOffer {
  @Field(() => ID)
  offerId!: string;

  @Field()
  @Length(1, 200)
  reason!: string;
}

@ArgsType()
export class WithdrawAssignment {
  @Field(() => ID)
  requestId!: string;

  @Field()
  @Length(1, 200)
  reason!: string;

  @Field(() => ID)
  idempotencyKey!: string;
}

@ArgsType()
export class DeclineOffer {
  @Field(() => ID)
  id!: string;

  @Field(() => DeclineReason)
  reason!: DeclineReason;

  @Field(() => String, { nullable: true })
  @MaxLength(200)
  note?: string | null;
}

/** A step of an assignment; a phone that was offline says when it was. */
@ArgsType()
export class StepArgs {
  @Field(() => ID)
  assignmentId!: string;

  @Field(() => Date, { nullable: true })
  deviceAt?: Date | null;
}

@ArgsType()
export class AdvanceAssignment extends StepArgs {
  @Field(() => DeliveryStep)
  step!: DeliveryStep;
}

@ArgsType()
export class DeliverAssignment extends StepArgs {
  @Field(() => ProofInput, { nullable: true })
  proof?: ProofInput | null;
}

@ArgsType()
export class FailAssignment extends StepArgs {
  @Field(() => FailReason)
  reason!: FailReason;

  @Field(() => String, { nullable: true })
  @MaxLength(200)
  note?: string | null;
}

@ArgsType()
export class FulfilByCommunity {
  @Field(() => ID)
  requestId!: string;

  /** Who brought it, and how, in the words of the community. */
  @Field()
  @Length(1, 500)
  note!: string;
}

/** Numbers of the dispatch policy to be changed, by their names, with the reason. */
@ArgsType()
export class PolicyArgs {
  @Field(() => GraphQLJSON)
  policy!: unknown;

  @Field()
  @Length(4, 300)
  reason!: string;
}

@ArgsType()
export class CourseArgs {
  @Field(() => FailReason)
  reason!: FailReason;

  @Field(() => Course)
  course!: Course;

  @Field(() => Int, { defaultValue: 0 })
  @Min(0)
  @Max(1440)
  afterMinutes!: number;
}

@ArgsType()
export class RequestTransfer {
  @Field(() => ID)
  assignmentId!: string;

  /** Left out: anybody who can may take it. */
  @Field(() => ID, { nullable: true })
  toRiderId?: string | null;

  @Field()
  @Length(1, 200)
  reason!: string;

  @Field(() => ID)
  idempotencyKey!: string;
}
