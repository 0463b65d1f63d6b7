import {
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsDate,
  IsOptional,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { ShareOwnStops } from '../own-stops/inputs.ts';
import { TokenScope } from './partner-token.ts';

@InputType()
export class IssueTokenInput {
  @Field(() => ID)
  @IsUUID('all')
  organizationId!: string;

  @Field(() => [TokenScope])
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  scopes!: TokenScope[];

  @Field(() => Int)
  @Min(1)
  @Max(90)
  expiresInDays!: number;

  @Field({ defaultValue: '', description: 'Which system holds it.' })
  @MaxLength(60)
  label!: string;
}

@ArgsType()
export class OneToken {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

@ArgsType()
export class RotateToken extends OneToken {
  @Field(() => Int, {
    defaultValue: 60,
    description: 'How long the old one is still good, at most three days.',
  })
  @Min(1)
  @Max(4_320)
  overlapMinutes!: number;
}

@ArgsType()
export class WhichTokens {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  organizationId?: string;
}

@ArgsType()
export class PartnerPage {
  @Field(() => Int, { defaultValue: 50 })
  @Min(1)
  @Max(200)
  first!: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  after?: string;
}

@InputType()
export class PushedShiftInput {
  @Field({ description: 'Your own name for the shift, the same each time.' })
  @Length(1, 80)
  key!: string;

  @Field(() => ID)
  @IsUUID('all')
  riderId!: string;

  @Field(() => Date)
  @IsDate()
  from!: Date;

  @Field(() => Date)
  @IsDate()
  until!: Date;

  @Field(() => [ID], { defaultValue: [] })
  @ArrayMaxSize(50)
  @IsUUID('all', { each: true })
  gridIds!: string[];

  @Field(() => Boolean, { defaultValue: false })
  @IsBoolean()
  cancelled!: boolean;
}

@ArgsType()
export class PushShifts {
  @Field(() => [PushedShiftInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  shifts!: PushedShiftInput[];
}

@ArgsType()
export class PushOwnStops extends ShareOwnStops {
  @Field(() => ID)
  @IsUUID('all')
  riderId!: string;
}
