import {
  ArrayMaxSize,
  IsDate,
  IsIn,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { ArgsType, Field, Float, ID, InputType, Int } from 'type-graphql';
import { LOGIN } from '../access/inputs.ts';
import { PointInput } from '../territory/point.ts';
import { Duty, Vehicle } from './rider.ts';

/** HOME_VISIT, FIRST_AID, …: as request kinds ask for them. */
const SKILL = /^[A-Z][A-Z_]{1,39}$/;

@ArgsType()
export class OneRider {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

@ArgsType()
export class RosterPage {
  @Field(() => Int, { defaultValue: 50 })
  first!: number;

  @Field(() => String, { nullable: true })
  after?: string;

  @Field(() => Duty, { nullable: true })
  duty?: Duty;
}

@InputType()
export class EnrolRiderInput {
  @Field()
  @Length(1, 60)
  name!: string;

  @Field()
  @Length(1, 20)
  badge!: string;

  @Field(() => ID)
  @IsUUID('all')
  organizationId!: string;

  @Field(() => Vehicle)
  vehicle!: Vehicle;

  @Field(() => String, { nullable: true, description: 'For sign-in by one-time code.' })
  @IsOptional()
  @Length(5, 30)
  phone?: string;

  @Field(() => String, {
    nullable: true,
    description: 'For sign-in by password, beside or instead of the phone.',
  })
  @IsOptional()
  @Matches(LOGIN)
  login?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(10, 128)
  password?: string;

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(20)
  @Matches(SKILL, { each: true })
  skills!: string[];

  @Field(() => Int, { defaultValue: 1 })
  @Min(0)
  @Max(3)
  trustLevel!: number;

  @Field(() => Int, { defaultValue: 4 })
  @Min(1)
  @Max(50)
  capacity!: number;
}

@InputType()
export class UpdateRiderInput {
  @Field(() => [String], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(20)
  @Matches(SKILL, { each: true })
  skills?: string[];

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @IsIn([0, 1, 2, 3])
  trustLevel?: number;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(50)
  capacity?: number;

  @Field(() => Vehicle, { nullable: true })
  vehicle?: Vehicle;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  organizationId?: string;
}

@InputType()
export class PositionInput {
  @Field(() => PointInput)
  point!: PointInput;

  @Field(() => Float)
  accuracyM!: number;

  @Field(() => Date, { description: 'When the device measured it, by its own clock.' })
  @IsDate()
  deviceAt!: Date;
}

/** A window on the map, in WGS-84 degrees. */
@InputType()
export class BoxInput {
  @Field(() => Float)
  @Min(-180)
  @Max(180)
  west!: number;

  @Field(() => Float)
  @Min(-90)
  @Max(90)
  south!: number;

  @Field(() => Float)
  @Min(-180)
  @Max(180)
  east!: number;

  @Field(() => Float)
  @Min(-90)
  @Max(90)
  north!: number;
}
