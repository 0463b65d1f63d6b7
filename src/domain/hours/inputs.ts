import { ArrayMaxSize, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { ArgsType, Field, Float, ID } from 'type-graphql';
import { HourState } from './service-hour.ts';

/** By the instant a task was done: from the first, before the second. */
@ArgsType()
export class Period {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;
}

@ArgsType()
export class HoursAsked extends Period {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  riderId?: string | null;

  @Field(() => HourState, { nullable: true })
  state?: HourState | null;
}

@ArgsType()
export class HoursNamed {
  @Field(() => [ID])
  @ArrayMaxSize(500)
  @IsUUID('all', { each: true })
  ids!: string[];
}

@ArgsType()
export class HoursWithReason {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;

  @Field()
  @Length(1, 200)
  reason!: string;
}

@ArgsType()
export class CorrectHours extends HoursWithReason {
  @Field(() => Float)
  @Min(0)
  @Max(1_440)
  minutes!: number;
}
