import type { Opt, Ref } from '@mikro-orm/core';
import { Collection } from '@mikro-orm/core';
import {
  Entity,
  Enum,
  ManyToOne,
  OneToMany,
  PrimaryKey,
  Property,
} from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';
import { Resident } from '../residents/resident.ts';
import { Rider } from '../riders/rider.ts';
import { Community } from '../territory/community.ts';
import { LadderStep } from './ladder-step.ts';
import { LadderOutcome, LadderState, LadderStepName } from './states.ts';

/** 无人应答处置: from a door that nobody opened until somebody has seen the person, or the street office was alarmed. */
@ObjectType()
@Entity({ tableName: 'care_ladder' })
export class CareLadder {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string & Opt = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Resident)
  @ManyToOne(() => Resident, { ref: true })
  resident!: Ref<Resident>;

  @Relation(() => Community)
  @ManyToOne(() => Community, { ref: true })
  community!: Ref<Community>;

  @Field(() => ID)
  @Property({ type: 'uuid' })
  requestId!: string;

  /** Who stood before the door. */
  @Relation(() => Rider, { nullable: true })
  @ManyToOne(() => Rider, { ref: true, nullable: true })
  rider?: Ref<Rider> | null;

  @Property({ type: 'int' })
  policyVersion!: number;

  @Field(() => LadderState)
  @Enum({ items: () => LadderState, type: 'text' })
  state: LadderState & Opt = LadderState.OPEN;

  @Field(() => LadderStepName)
  @Enum({ items: () => LadderStepName, type: 'text' })
  step: LadderStepName & Opt = LadderStepName.CALL;

  /** Who answers for the step under way. */
  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true })
  owner!: Ref<Organization>;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  startedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  deadlineAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: Date | null;

  @Field(() => LadderOutcome, { nullable: true })
  @Enum({ items: () => LadderOutcome, type: 'text', nullable: true })
  outcome?: LadderOutcome | null;

  @Relation(() => [LadderStep])
  @OneToMany(() => LadderStep, (step) => step.ladder, { orderBy: { nth: 'asc' } })
  steps = new Collection<LadderStep>(this);

  /** The ids by which facts about it are addressed. */
  fact() {
    return {
      ladderId: this.id,
      residentId: this.resident.id,
      communityId: this.community.id,
      step: this.step,
    };
  }
}
