import {
  ArrayMaxSize,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { CallOutcome, ChannelKind, Lane, Language, MessageState, NewsTopic } from './states.ts';

@InputType()
export class RegisterChannelInput {
  @Field(() => ChannelKind)
  kind!: ChannelKind;

  @Field()
  @Length(1, 60)
  name!: string;

  @Field(() => Language, { defaultValue: Language.ZH })
  language!: Language;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  communityId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID()
  organizationId?: string | null;

  @Field(() => [String], {
    description: 'Of a group: ALERTS, RIDERS; of a webhook: names of events.',
  })
  @ArrayMaxSize(40)
  @MaxLength(60, { each: true })
  topics!: string[];

  @Field(() => String, { nullable: true, description: 'Sealed at once and never shown again.' })
  @IsOptional()
  @Length(8, 500)
  url?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'DingTalk: SEC…; webhook: whsec_ and 24 to 64 bytes in base64. Never shown again.',
  })
  @IsOptional()
  @Length(8, 200)
  secret?: string | null;
}

@InputType()
export class TemplateInput {
  @Field()
  @Matches(/^[a-z][a-z-]{2,40}$/)
  code!: string;

  @Field(() => Lane)
  lane!: Lane;

  @Field()
  @Length(1, 500)
  zh!: string;

  @Field()
  @Length(1, 500)
  en!: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

@InputType()
export class ClimbInput {
  @Field(() => Int)
  @Min(1)
  @Max(3_600)
  messageS!: number;

  @Field(() => Int)
  @Min(1)
  @Max(3_600)
  smsS!: number;

  @Field(() => Int)
  @Min(1)
  @Max(3_600)
  phoneS!: number;
}

/** What is not told stays as it is. */
@InputType()
export class MessagingPolicyInput {
  @Field({ nullable: true })
  @IsOptional()
  @Matches(TIME)
  quietFrom?: string;

  @Field({ nullable: true })
  @IsOptional()
  @Matches(TIME)
  quietTo?: string;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @Min(1)
  @Max(30)
  attempts?: number;

  @Field(() => [ClimbInput], { nullable: true, description: 'For the tiers 0 to 3.' })
  ladder?: ClimbInput[];
}

@ArgsType()
export class MessagePage {
  @Field(() => [MessageState], { nullable: true })
  states?: MessageState[];

  @Field(() => Int, { defaultValue: 50 })
  @Min(1)
  @Max(200)
  first!: number;
}

@ArgsType()
export class PreferenceArgs {
  @Field(() => NewsTopic)
  topic!: NewsTopic;

  @Field()
  wanted!: boolean;
}

@ArgsType()
export class CallArgs {
  @Field(() => ID)
  id!: string;

  @Field(() => CallOutcome)
  outcome!: CallOutcome;
}
