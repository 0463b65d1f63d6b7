import { ArrayMaxSize, ArrayMinSize, IsDate, IsOptional, IsUUID, Length } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { AppointmentRole } from './appointment.ts';

@InputType()
export class AppointInput {
  @Field(() => ID)
  @IsUUID('all')
  riderId!: string;

  @Field(() => AppointmentRole)
  role!: AppointmentRole;

  @Field(() => [ID], { description: 'Of one community, whose check-in the rider has.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  gridIds!: string[];

  @Field({ description: 'The number of the badge worn with it.' })
  @Length(1, 20)
  badge!: string;

  @Field(() => Date)
  @IsDate()
  from!: Date;

  @Field(() => Date, { description: 'The first instant at which it is over, within three years.' })
  @IsDate()
  until!: Date;
}

@ArgsType()
export class RevokeAppointment {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;

  @Field({ description: 'Told to the rider.' })
  @Length(1, 200)
  reason!: string;
}

@ArgsType()
export class WhichAppointments {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string;

  @Field({ defaultValue: false, description: 'Ended and revoked ones as well.' })
  ended!: boolean;
}

@ArgsType()
export class OneGrid {
  @Field(() => ID)
  @IsUUID('all')
  gridId!: string;
}
