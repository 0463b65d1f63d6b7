import { Collection, OptionalProps, type Opt, type Ref } from '@mikro-orm/core';
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
import { Proof } from '../proofs/proof.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { ServiceRequest } from './request.ts';
import { assignmentSteps, liveAssignmentStates, next, type AssignmentStep } from './rules.ts';
import { AssignmentState } from './states.ts';
import { StepEntry } from './step-entry.ts';
import { words } from './words.ts';

/** 任务: one rider doing one request, from acceptance to its end. A request has at most one live assignment. */
@ObjectType()
@Entity()
export class Assignment {
  [OptionalProps]?: 'state';

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @ManyToOne(() => ServiceRequest, { ref: true, joinColumn: 'request_id' })
  request!: Ref<ServiceRequest>;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true, joinColumn: 'rider_id' })
  rider!: Ref<Rider>;

  /** Absent when staff assigned by hand. */
  @Property({ type: 'uuid', nullable: true })
  offerId?: string | null;

  @Property({ type: 'uuid' })
  decisionId!: string;

  @Field(() => AssignmentState)
  @Enum({ items: () => AssignmentState, type: 'text' })
  state: AssignmentState = AssignmentState.ACCEPTED;

  @Property({ type: 'int' })
  load!: number;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  acceptedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  pickedUpAt?: Date | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  endedAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  /** When the door is tried again, after an attempt that failed. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  retryAt?: Date | null;

  /** What the request does once the goods are back: it waits again, or it is already in other hands. */
  @Property({ type: 'text', nullable: true })
  afterReturn?: 'REOPEN' | 'NOTHING' | null;

  /** The assignment of the rider from whom this one was taken over. */
  @Property({ type: 'uuid', nullable: true })
  continuesId?: string | null;

  /** How many steps are written down. */
  @Property({ type: 'int', fieldName: 'steps' })
  stepCount: number & Opt = 0;

  /** When the latest of them happened. */
  @Property({ type: 'timestamptz', nullable: true })
  steppedAt?: Date | null;

  @OneToMany(() => StepEntry, (one) => one.assignment, { orderBy: { nth: 'asc' } })
  steps = new Collection<StepEntry>(this);

  @OneToMany(() => Proof, (one) => one.assignment, {
    orderBy: { recordedAt: 'asc', kind: 'asc', id: 'asc' },
  })
  proofs = new Collection<Proof>(this);

  @Property({ type: 'int' })
  version: number & Opt = 0;

  isLive(): boolean {
    return (liveAssignmentStates as readonly string[]).includes(this.state);
  }

  /** Whether what was fetched is with the rider. */
  hasGoods(): boolean {
    return this.state === AssignmentState.PICKED_UP || this.state === AssignmentState.AT_DOOR;
  }

  /** Moves the assignment one step on at that instant, or refuses. */
  take(step: AssignmentStep, at: Date): void {
    const state = next(assignmentSteps, step, this.state);
    if (!state) return refuse('ILLEGAL_STEP', words[step]!, words[this.state]!);
    this.state = AssignmentState[state];
    this.version++;
    if (step === 'pickUp') this.pickedUpAt = at;
    if (step !== 'turnBack' && step !== 'giveBack') this.afterReturn = null;
    if (!this.isLive()) this.endedAt = at;
  }
}
