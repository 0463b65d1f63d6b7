import { ArrayMaxSize, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
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

@ArgsType()
export class IssueCertificate extends Period {
  @Field(() => ID)
  idempotencyKey!: string;
}

@ArgsType()
export class CertificatesOf {
  @Field(() => ID)
  @IsUUID('all')
  riderId!: string;
}

@ArgsType()
export class VerifyCertificate {
  @Field({ description: 'As printed: street, year, number.' })
  @Matches(/^\d{9}-\d{4}-\d{6}$/)
  number!: string;

  @Field({ description: 'As printed, with or without hyphens.' })
  @Length(16, 40)
  code!: string;
}
