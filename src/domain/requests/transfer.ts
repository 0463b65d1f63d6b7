import { OptionalProps, type Opt, type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { Assignment } from './assignment.ts';
import { ServiceRequest } from './request.ts';
import { next, transferSteps, type TransferStep } from './rules.ts';
import { TransferState } from './states.ts';
import { words } from './words.ts';

/** 转单: a rider asks one colleague, or anybody, to take a task over. A task has at most one that is open. */
@ObjectType()
@Entity()
export class Transfer {
  [OptionalProps]?: 'state';

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @ManyToOne(() => Assignment, { ref: true, joinColumn: 'assignment_id' })
  assignment!: Ref<Assignment>;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true, joinColumn: 'from_rider_id' })
  fromRider!: Ref<Rider>;

  /** Absent when anybody may take it. */
  @Relation(() => Rider, { nullable: true })
  @ManyToOne(() => Rider, { ref: true, nullable: true, joinColumn: 'to_rider_id' })
  toRider?: Ref<Rider> | null;

  @Relation(() => Rider, { nullable: true })
  @ManyToOne(() => Rider, { ref: true, nullable: true, joinColumn: 'taken_by_id' })
  takenBy?: Ref<Rider> | null;

  @Field(() => String)
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => TransferState)
  @Enum({ items: () => TransferState, type: 'text' })
  state: TransferState = TransferState.PENDING;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  askedAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  expiresAt!: Date;

  /** When the one who had the goods said that they are handed over. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  givenAt?: Date | null;

  /** When the one who takes over said that they have the goods. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  receivedAt?: Date | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;

  isOpen(): boolean {
    return this.state === TransferState.PENDING || this.state === TransferState.AGREED;
  }

  /** The ids by which facts about it are addressed. */
  async fact() {
    const request = await this.request.loadOrFail();
    const toRiderId = this.takenBy?.id ?? this.toRider?.id;
    return {
      ...request.fact(),
      transferId: this.id,
      assignmentId: this.assignment.id,
      riderId: this.fromRider.id,
      ...(toRiderId && { toRiderId }),
    };
  }

  /** Moves the transfer one step on, or refuses. */
  take(step: TransferStep, now: Date): void {
    const state = next(transferSteps, step, this.state);
    if (!state) return refuse('ILLEGAL_STEP', words[step]!, words[this.state]!);
    this.state = TransferState[state];
    if (!this.isOpen()) this.endedAt = now;
  }
}
