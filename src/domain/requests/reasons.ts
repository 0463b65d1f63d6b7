import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Rider } from '../riders/rider.ts';

/** One sentence in both languages, Chinese first. */
@ObjectType('Text')
export class TextType {
  @Field()
  zh!: string;

  @Field()
  en!: string;
}

/** One part of what a choice costs, in milliseconds of a resident's time; negative is an advantage. */
@ObjectType()
export class CostTerm {
  @Field()
  name!: string;

  @Field(() => Float)
  ms!: number;

  @Field(() => TextType)
  text!: TextType;
}

/** A rider who could do it, and what that would cost; cheapest first. */
@ObjectType('Candidate')
export class CandidateView {
  @Field(() => Rider)
  rider!: Rider;

  @Field(() => Int)
  rank!: number;

  @Field(() => Float)
  costMs!: number;

  @Field(() => Float)
  addedMs!: number;

  @Field(() => Date)
  arriveAt!: Date;

  @Field(() => [CostTerm])
  terms!: CostTerm[];

  @Field(() => TextType)
  summary!: TextType;
}

/** A rider who cannot be asked, the rule that refuses, and its sentence. */
@ObjectType('Exclusion')
export class ExclusionView {
  @Field(() => Rider)
  rider!: Rider;

  @Field()
  constraint!: string;

  @Field(() => TextType)
  reason!: TextType;
}

/** Everyone who was or would be weighed for one request, and why. */
export interface Reasons {
  readonly candidates: CandidateView[];
  readonly exclusions: ExclusionView[];
  readonly summary: TextType;
}
