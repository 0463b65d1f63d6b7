import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';
import { Assignment } from '../requests/assignment.ts';
import { Rider } from '../riders/rider.ts';
import { Shift } from '../shifts/shift.ts';

/** TAKEN: somebody of another company stands in; whether they served as well is told by mutual help. */
export enum CoverState {
  ASKED = 'ASKED',
  TAKEN = 'TAKEN',
  WITHDRAWN = 'WITHDRAWN',
  EXPIRED = 'EXPIRED',
}
registerEnumType(CoverState, { name: 'CoverState' });

/** 代班: what a rider or their company asks of the riders of all other companies: a shift to come, or a task under way. */
@ObjectType()
@Entity()
export class Cover {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @ManyToOne(() => Shift, { ref: true, nullable: true })
  shift?: Ref<Shift> | null;

  @ManyToOne(() => Assignment, { ref: true, nullable: true })
  assignment?: Ref<Assignment> | null;

  @ManyToOne(() => Rider, { ref: true })
  rider!: Ref<Rider>;

  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true })
  company!: Ref<Organization>;

  @Field()
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => CoverState)
  @Enum(() => CoverState)
  state!: CoverState;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  askedAt!: Date;

  @Property({ type: 'uuid' })
  askedById!: string;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  expiresAt!: Date;

  @ManyToOne(() => Rider, { ref: true, nullable: true })
  helper?: Ref<Rider> | null;

  @Relation(() => Organization, { nullable: true })
  @ManyToOne(() => Organization, { ref: true, nullable: true })
  helperCompany?: Ref<Organization> | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  takenAt?: Date | null;

  /** How a task changes hands: `confirmHandover` is said of it where goods do. */
  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  transferId?: string | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  endedAt?: Date | null;

  /** The ids by which facts about it are addressed. */
  fact() {
    const { id: coverId, rider, helper } = this;
    return { coverId, riderId: rider.id, ...(helper && { toRiderId: helper.id }) };
  }
}
