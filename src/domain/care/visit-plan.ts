import type { Ref } from '@mikro-orm/core';
import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Resident } from '../residents/resident.ts';
import { Community } from '../territory/community.ts';
import { RiskClass } from './states.ts';

/** 走访计划: how often a resident has to be seen, by class of risk. Kept with consent to care. */
@ObjectType()
@Entity()
export class VisitPlan {
  [PrimaryKeyProp]?: 'resident';

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Resident)
  @ManyToOne(() => Resident, { ref: true, primary: true })
  resident!: Ref<Resident>;

  @Relation(() => Community)
  @ManyToOne(() => Community, { ref: true })
  community!: Ref<Community>;

  @Field(() => RiskClass)
  @Enum({ items: () => RiskClass, type: 'text' })
  riskClass!: RiskClass;

  /** From when the first interval counts. */
  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  since!: Date;

  /** 暂停: in hospital or travelling until then. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  pausedUntil?: Date | null;

  @Property({ type: 'timestamptz' })
  setAt!: Date;

  @Property({ type: 'uuid' })
  setBy!: string;
}
