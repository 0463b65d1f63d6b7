import { Field, Int, ObjectType } from 'type-graphql';
import { Lane, NewsTopic } from './states.ts';

@ObjectType()
export class MessageTemplate {
  @Field()
  code!: string;

  @Field(() => Lane)
  lane!: Lane;

  @Field()
  zh!: string;

  @Field()
  en!: string;

  @Field(() => [String], { description: 'The places the words may use, as {name}.' })
  places!: string[];
}

/** When an offer nobody has seen climbs, in seconds after it was made. */
@ObjectType()
export class OfferClimb {
  @Field(() => Int)
  messageS!: number;

  @Field(() => Int)
  smsS!: number;

  @Field(() => Int)
  phoneS!: number;
}

@ObjectType()
export class MessagingPolicy {
  @Field(() => Int)
  version!: number;

  @Field()
  quietFrom!: string;

  @Field()
  quietTo!: string;

  @Field(() => Int)
  attempts!: number;

  @Field(() => Int)
  botPerMinute!: number;

  @Field(() => [OfferClimb], { description: 'For the tiers 0 to 3.' })
  ladder!: readonly OfferClimb[];
}

@ObjectType()
export class MessagePreference {
  @Field(() => NewsTopic)
  topic!: NewsTopic;

  @Field()
  wanted!: boolean;
}
