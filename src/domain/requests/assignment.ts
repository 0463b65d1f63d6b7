import { OptionalProps, type Opt, type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { refuse } from '../refusals.ts';
import { Rider } from '../riders/rider.ts';
import { ServiceRequest } from './request.ts';
import { assignmentSteps, next, type AssignmentStep } from './rules.ts';
import { AssignmentState } from './states.ts';
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

  @Property({ type: 'int' })
  version: number & Opt = 0;

  isLive(): boolean {
    return this.state === AssignmentState.ACCEPTED || this.state === AssignmentState.PICKED_UP;
  }

  /** Moves the assignment one step on, or refuses. */
  take(step: AssignmentStep, now: Date): void {
    const state = next(assignmentSteps, step, this.state);
    if (!state) return refuse('ILLEGAL_STEP', words[step]!, words[this.state]!);
    this.state = AssignmentState[state];
    this.version++;
    if (state === 'PICKED_UP') this.pickedUpAt = now;
    else this.endedAt = now;
  }
}
