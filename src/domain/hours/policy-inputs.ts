import {
  ArrayMaxSize,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

/** Of one kind of task at most so many minutes count. */
@ObjectType()
export class MostMinutes {
  @Field()
  kind!: string;

  @Field(() => Int)
  minutes!: number;
}

/** 计时规则: by which numbers hours are measured; one version of them. */
@ObjectType()
export class HoursRules {
  @Field(() => Int)
  version!: number;

  /** Null for what every street starts with. */
  @Field(() => Date, { nullable: true })
  validFrom!: Date | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => [MostMinutes])
  mostMinutes!: MostMinutes[];

  /** Of all other kinds. */
  @Field(() => Int)
  mostMinutesOtherwise!: number;

  /** After so many days without a word an entry that raises no question is approved. */
  @Field(() => Int)
  approveAfterDays!: number;

  /** More than so many hours on one day raise a question. */
  @Field(() => Int)
  longDayHours!: number;

  /** For so many days after a task was done its rider may dispute what it counts. */
  @Field(() => Int)
  disputeDays!: number;
}

@InputType()
export class MostMinutesInput {
  @Field({ description: 'Code of a kind of request.' })
  @Matches(/^[A-Z_]{3,30}$/)
  kind!: string;

  @Field(() => Int)
  @Min(5)
  @Max(720)
  minutes!: number;
}

/** What changes; the rest stays as it is, and so do hours already measured. */
@InputType()
export class HoursRulesInput {
  @Field(() => [MostMinutesInput], {
    nullable: true,
    description: 'Kinds not named stay as they are.',
  })
  @IsOptional()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  mostMinutes?: MostMinutesInput[] | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(5)
  @Max(720)
  mostMinutesOtherwise?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(60)
  approveAfterDays?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(4)
  @Max(24)
  longDayHours?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(14)
  @Max(730)
  disputeDays?: number | null;

  @Field({ description: 'Kept with the rules, for whoever asks later.' })
  @Length(4, 300)
  reason!: string;
}
