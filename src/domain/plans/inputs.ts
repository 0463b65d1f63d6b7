import {
  ArrayMaxSize,
  ArrayMinSize,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { CareCategory } from '../residents/resident.ts';
import { PointInput } from '../territory/point.ts';
import { PauseReason } from './pause.ts';
import { OnHoliday } from './plan.ts';

const DAY = /^20\d\d-\d\d-\d\d$/;
const TIME = /^\d\d:[0-5]\d$/;
/** Many enough for every elder of a street office; larger ones are divided. */
export const MOST_RECIPIENTS = 1_000;

/** What happens to one day of a plan. */
export enum ExceptionKind {
  SKIP = 'SKIP',
  MOVE = 'MOVE',
  EXTRA = 'EXTRA',
}
registerEnumType(ExceptionKind, { name: 'ExceptionKind' });

/** A resident of a plan, with what is particular to the person: diet, portion, what to avoid. */
@InputType()
export class PlanMemberInput {
  @Field(() => ID)
  @IsUUID('all')
  residentId!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  note?: string | null;
}

@InputType()
export class PlanPickupInput {
  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  pickupStationId?: string | null;

  @Field(() => PointInput, { nullable: true })
  pickup?: PointInput | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 80)
  pickupName?: string | null;
}

@InputType()
export class OpenPlanInput extends PlanPickupInput {
  @Field()
  @Length(3, 30)
  kind!: string;

  @Field()
  @Length(1, 60)
  name!: string;

  @Field({ description: 'RFC 5545, days only: FREQ=WEEKLY;BYDAY=MO,WE,FR' })
  @Length(10, 200)
  rule!: string;

  @Field({ description: 'Day of the street, 2026-03-02.' })
  @Matches(DAY)
  from!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(DAY)
  until?: string | null;

  @Field({ description: 'By the clock of the street, 10:30.' })
  @Matches(TIME)
  ready!: string;

  @Field()
  @Matches(TIME)
  due!: string;

  /** Six hours: breakfast is known when the day's first riders come, lunch before breakfast. */
  @Field(() => Int, { defaultValue: 360 })
  @Min(0)
  @Max(2_880)
  leadMinutes!: number;

  @Field(() => OnHoliday, { defaultValue: OnHoliday.SERVE })
  onHoliday!: OnHoliday;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(0)
  @Max(20)
  load?: number | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(200)
  note?: string | null;

  @Field(() => [PlanMemberInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_RECIPIENTS)
  members!: PlanMemberInput[];
}

@InputType()
export class ExceptionInput {
  @Field(() => ID)
  @IsUUID('all')
  planId!: string;

  @Field(() => ID, { nullable: true, description: 'Without it: for everybody in the plan.' })
  @IsOptional()
  @IsUUID('all')
  residentId?: string | null;

  @Field(() => ExceptionKind)
  kind!: ExceptionKind;

  @Field()
  @Matches(DAY)
  on!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(DAY)
  to?: string | null;
}

@InputType()
export class HolidayInput {
  @Field()
  @Matches(DAY)
  on!: string;

  @Field()
  @Length(1, 40)
  name!: string;

  @Field()
  @Length(1, 40)
  nameEn!: string;
}

@InputType()
export class PauseInput {
  @Field(() => ID)
  @IsUUID('all')
  residentId!: string;

  @Field(() => PauseReason)
  reason!: PauseReason;

  @Field()
  @Matches(DAY)
  from!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The last day without service; none while nobody knows.',
  })
  @IsOptional()
  @Matches(DAY)
  until?: string | null;
}

@InputType()
export class RecipientsInput {
  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(MOST_RECIPIENTS)
  @IsUUID('all', { each: true })
  residentIds?: string[] | null;

  @Field(() => [CareCategory], { nullable: true })
  categories?: CareCategory[] | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  gridId?: string | null;
}

@InputType()
export class IssueBatchInput extends PlanPickupInput {
  @Field()
  @Length(3, 30)
  kind!: string;

  @Field()
  @Length(1, 60)
  name!: string;

  @Field(() => RecipientsInput)
  recipients!: RecipientsInput;

  @Field(() => Date)
  readyAt!: Date;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(0)
  @Max(20)
  load?: number | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(500)
  note?: string | null;
}

@ArgsType()
export class DaysAsked {
  @Field(() => ID)
  @IsUUID('all')
  planId!: string;

  @Field(() => ID)
  @IsUUID('all')
  residentId!: string;

  @Field()
  @Matches(DAY)
  from!: string;

  @Field()
  @Matches(DAY)
  to!: string;
}

@ArgsType()
export class SettleOccurrence {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;

  @Field({ description: 'What was done instead.' })
  @Length(1, 200)
  note!: string;
}
