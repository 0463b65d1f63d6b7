import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ServiceHour } from './service-hour.ts';

/** Minutes of one kind of request. */
@ObjectType()
export class KindMinutes {
  @Field()
  kind!: string;

  @Field(() => Int)
  tasks!: number;

  /** All that is not rejected. */
  @Field(() => Float)
  minutes!: number;

  @Field(() => Float)
  approvedMinutes!: number;
}

/** 服务时长 of a period: the entries, and what they add up to. */
@ObjectType()
export class HoursReport {
  @Field(() => [ServiceHour])
  entries!: ServiceHour[];

  @Field(() => [KindMinutes])
  byKind!: KindMinutes[];

  @Field(() => Int)
  tasks!: number;

  @Field(() => Float)
  minutes!: number;

  @Field(() => Float)
  approvedMinutes!: number;
}
