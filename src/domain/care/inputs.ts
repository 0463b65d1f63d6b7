import {
  ArrayMaxSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { AlertResult, AlertState, LadderState, RiskClass, Sign, StepAnswer } from './states.ts';

@ArgsType()
export class AlertPage {
  @Field(() => AlertState, { nullable: true })
  state?: AlertState | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string | null;

  @Field(() => Int, { defaultValue: 50 })
  @Min(1)
  @Max(200)
  first!: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  after?: string | null;
}

@ArgsType()
export class LadderFilter {
  @Field(() => LadderState, { defaultValue: LadderState.OPEN })
  state!: LadderState;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string | null;
}

@ArgsType()
export class OneOfCare {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

@ArgsType()
export class AnswerLadderStep extends OneOfCare {
  @Field(() => StepAnswer)
  outcome!: StepAnswer;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 300)
  note?: string | null;
}

@ArgsType()
export class ResolveAlert extends OneOfCare {
  @Field(() => AlertResult)
  result!: AlertResult;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 500)
  note?: string | null;
}

@ArgsType()
export class OpenNotes extends OneOfCare {
  @Field({ description: 'What for, in words; it is kept with who looked and when.' })
  @Length(2, 200)
  purpose!: string;
}

/** Of a resident, by staff; or of the resident of one's own task, by its rider. */
@InputType()
export class ObservationInput {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  residentId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  assignmentId?: string | null;

  @Field(() => [Sign])
  @ArrayUnique()
  @ArrayMaxSize(7)
  signs!: Sign[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 500)
  note?: string | null;
}

@ArgsType()
export class OneVisitPlan {
  @Field(() => ID)
  @IsUUID('all')
  residentId!: string;
}

@ArgsType()
export class SetVisitPlan extends OneVisitPlan {
  @Field(() => RiskClass)
  riskClass!: RiskClass;
}

@ArgsType()
export class PauseVisits extends OneVisitPlan {
  @Field(() => Date, { nullable: true, description: 'Nothing ends the pause.' })
  until?: Date | null;
}

@ArgsType()
export class OverduePage {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string | null;

  @Field(() => Int, { defaultValue: 50 })
  @Min(1)
  @Max(200)
  first!: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  after?: string | null;
}
