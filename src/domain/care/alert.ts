import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';
import { Resident } from '../residents/resident.ts';
import { Community } from '../territory/community.ts';
import { CareLadder } from './ladder.ts';
import { Observation } from './observation.ts';
import { AlertKind, AlertLevel, AlertResult, AlertState, Urgency } from './states.ts';

/** 预警: somebody has to look after this person now; it stays open until somebody says what came of it. */
@ObjectType()
@Entity({ tableName: 'care_alert' })
export class CareAlert {
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

  @Field(() => AlertKind)
  @Enum({ items: () => AlertKind, type: 'text' })
  kind!: AlertKind;

  @Field(() => Urgency)
  @Enum({ items: () => Urgency, type: 'text' })
  urgency!: Urgency;

  @Field(() => AlertLevel)
  @Enum({ items: () => AlertLevel, type: 'text' })
  level!: AlertLevel;

  @Field(() => AlertState)
  @Enum({ items: () => AlertState, type: 'text' })
  state: AlertState & Opt = AlertState.OPEN;

  /** Who answers for it now. */
  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true })
  owner!: Ref<Organization>;

  @Relation(() => CareLadder, { nullable: true })
  @ManyToOne(() => CareLadder, { ref: true, nullable: true })
  ladder?: Ref<CareLadder> | null;

  @Relation(() => Observation, { nullable: true })
  @ManyToOne(() => Observation, { ref: true, nullable: true })
  observation?: Ref<Observation> | null;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  raisedAt!: Date;

  /** When it goes to the street office unless the community has acknowledged it. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  escalateAt?: Date | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  acknowledgedAt?: Date | null;

  @Property({ type: 'uuid', nullable: true })
  acknowledgedBy?: string | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  resolvedAt?: Date | null;

  @Property({ type: 'uuid', nullable: true })
  resolvedBy?: string | null;

  @Field(() => AlertResult, { nullable: true })
  @Enum({ items: () => AlertResult, type: 'text', nullable: true })
  result?: AlertResult | null;

  @Property({ type: 'blob', nullable: true })
  resultNoteSealed?: Buffer | null;

  /** The ids by which facts about it are addressed. */
  fact() {
    return {
      alertId: this.id,
      residentId: this.resident.id,
      communityId: this.community.id,
      kind: this.kind as string,
      level: this.level as string,
    };
  }
}
