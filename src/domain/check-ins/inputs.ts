import { IsOptional, IsUUID, Length } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';
import { CheckInState, CheckInWhy } from './check-in.ts';

@ArgsType()
export class AskCheckIn {
  @Field(() => ID)
  @IsUUID('all')
  communityId!: string;

  @Field(() => CheckInWhy)
  why!: CheckInWhy;
}

@ArgsType()
export class OneCheckIn {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

@ArgsType()
export class RefuseCheckIn extends OneCheckIn {
  @Field({ description: 'Told to the rider.' })
  @Length(1, 200)
  reason!: string;
}

@ArgsType()
export class WhichCheckIns {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string;

  @Field(() => CheckInState, { nullable: true })
  state?: CheckInState;
}
