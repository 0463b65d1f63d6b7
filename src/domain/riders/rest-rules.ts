import { IsOptional, Length, Max, Min } from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

/** 休息规则: when riders of the street are to rest; part of the engine's policy, with its version. */
@ObjectType()
export class RestRules {
  @Field(() => Int)
  version!: number;

  /** A pause is due after so much work on end. */
  @Field(() => Int)
  workMinutes!: number;

  @Field(() => Int)
  pauseMinutes!: number;

  /** After so much in a day the rider is advised to stop. */
  @Field(() => Int)
  promptMinutes!: number;

  /** After so much in a day nothing more is offered. */
  @Field(() => Int)
  limitMinutes!: number;

  /** After so many days on end nothing is offered for one. */
  @Field(() => Int)
  daysInARow!: number;

  /** Why the street departed from what was before. */
  @Field(() => String, { nullable: true })
  reason!: string | null;
}

/** What changes; the rest stays as it is. */
@InputType()
export class RestRulesInput {
  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(30)
  @Max(480)
  workMinutes?: number;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(5)
  @Max(120)
  pauseMinutes?: number;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(60)
  @Max(960)
  promptMinutes?: number;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(60)
  @Max(960)
  limitMinutes?: number;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(13)
  daysInARow?: number;

  @Field({ description: 'Kept with the rules, for whoever asks later.' })
  @Length(4, 300)
  reason!: string;
}

/** 我的工时: what a rider has worked, and what rest is due. */
@ObjectType()
export class RestState {
  @Field(() => RestRules)
  rules!: RestRules;

  @Field(() => Int)
  workedTodayMinutes!: number;

  /** Days worked on end before today. */
  @Field(() => Int)
  daysInARow!: number;

  /** When the next pause is due, while on duty; past when it is due now. */
  @Field(() => Date, { nullable: true })
  pauseDueAt!: Date | null;

  /** Whether nothing is offered now for the sake of rest. */
  @Field()
  mustRest!: boolean;
}
