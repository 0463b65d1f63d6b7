import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Resident } from '../residents/resident.ts';
import type { Ref } from '@mikro-orm/core';
import { RiskClass } from './states.ts';

/** What whoever observed something is told: that it was taken up. */
@ObjectType()
export class ObservationReceipt {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  at!: Date;

  /** Whether signs and note were kept: only with the person's consent. */
  @Field()
  detailsKept!: boolean;
}

/** What was written about one alert, opened for a purpose and on record. */
@ObjectType()
export class CareNotes {
  @Field(() => String, { nullable: true })
  observed!: string | null;

  @Field(() => String, { nullable: true })
  result!: string | null;

  @Field(() => [String])
  steps!: string[];
}

/** 逾期未访: a resident nobody has seen for longer than the plan allows. */
@ObjectType()
export class OverdueVisit {
  @Relation(() => Resident)
  resident!: Ref<Resident>;

  residentId!: string;

  @Field(() => RiskClass)
  riskClass!: RiskClass;

  @Field(() => Date, { nullable: true })
  lastContactAt!: Date | null;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Int)
  daysOver!: number;
}
