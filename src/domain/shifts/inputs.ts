import { ArrayMaxSize, IsDate, IsOptional, IsUUID, Length } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';

@InputType()
export class PlanShiftInput {
  @Field(() => ID, { nullable: true, description: 'Nobody yet: any rider may apply.' })
  @IsOptional()
  @IsUUID('all')
  riderId?: string;

  @Field(() => Date)
  @IsDate()
  from!: Date;

  @Field(() => Date)
  @IsDate()
  until!: Date;

  @Field(() => [ID], { defaultValue: [], description: 'Where; everywhere when there are none.' })
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  gridIds!: string[];
}

@ArgsType()
export class OneShift {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

@ArgsType()
export class ShiftWithReason extends OneShift {
  @Field()
  @Length(1, 200)
  reason!: string;
}

@ArgsType()
export class AskShiftSwap {
  @Field(() => ID, { description: 'One of your own.' })
  @IsUUID('all')
  shiftId!: string;

  @Field(() => ID, { description: "A colleague's." })
  @IsUUID('all')
  otherShiftId!: string;

  @Field()
  @Length(1, 200)
  reason!: string;

  @Field(() => ID)
  idempotencyKey!: string;
}

/** Shifts that touch a stretch of time. */
@ArgsType()
export class ShiftsBetween {
  @Field(() => Date)
  @IsDate()
  from!: Date;

  @Field(() => Date)
  @IsDate()
  until!: Date;
}
