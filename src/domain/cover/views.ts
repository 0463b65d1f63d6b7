import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Organization } from '../organizations/organization.ts';

/** 互帮互替: how much one company's riders stood in for another's. */
@ObjectType()
export class MutualHelp {
  @Field(() => Organization)
  helped!: Organization;

  @Field(() => Organization)
  helper!: Organization;

  /** Shifts that were covered and served. */
  @Field(() => Int)
  shifts!: number;

  /** Tasks that were covered and done. */
  @Field(() => Int)
  tasks!: number;

  /** Of shifts the time on duty within them, of tasks their service hours, to a tenth. */
  @Field(() => Float)
  minutes!: number;
}
