import { ArrayMaxSize, IsDate, IsIn, IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { PointInput } from '../territory/point.ts';
import { Vehicle } from './rider.ts';

const SKILL = 40;

@InputType()
export class EnrolRiderInput {
  @Field()
  @Length(1, 60)
  name!: string;

  @Field()
  @Length(1, 20)
  badge!: string;

  @Field(() => ID)
  @IsUUID()
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
  @Length(3, 60)
  login?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(8, 128)
  password?: string;

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(20)
  @Length(1, SKILL, { each: true })
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
  @Length(1, SKILL, { each: true })
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
  @IsUUID()
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
