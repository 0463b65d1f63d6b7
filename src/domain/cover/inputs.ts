import { IsUUID, Length } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';

@ArgsType()
class Asking {
  @Field({ description: 'Told to whoever may stand in.' })
  @Length(1, 200)
  reason!: string;

  @Field(() => ID)
  idempotencyKey!: string;
}

@ArgsType()
export class AskShiftCover extends Asking {
  @Field(() => ID)
  @IsUUID('all')
  shiftId!: string;
}

@ArgsType()
export class AskTaskCover extends Asking {
  @Field(() => ID)
  @IsUUID('all')
  assignmentId!: string;
}

@ArgsType()
export class OneCover {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

/** By when the help was given: from the first instant, before the second. */
@ArgsType()
export class HelpBetween {
  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  to!: Date;
}
