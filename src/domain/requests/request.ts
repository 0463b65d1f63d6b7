import { Collection, OptionalProps, type Opt, type Ref } from '@mikro-orm/core';
import {
  Entity,
  Enum,
  ManyToOne,
  OneToMany,
  PrimaryKey,
  Property,
} from '@mikro-orm/decorators/legacy';
import type { Point } from 'geojson';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';
import { ProofKind } from '../proofs/proof-kind.ts';
import { Proof } from '../proofs/proof.ts';
import { refuse } from '../refusals.ts';
import { Resident } from '../residents/resident.ts';
import { Rider } from '../riders/rider.ts';
import { Community } from '../territory/community.ts';
import { Grid } from '../territory/grid.ts';
import { Assignment } from './assignment.ts';
import { Decision } from './decision.ts';
import { Offer } from './offer.ts';
import { RequestKind } from './request-kind.ts';
import { closedStates, next, requestSteps, type RequestStep } from './rules.ts';
import { Channel, RequestState } from './states.ts';
import { StepEntry } from './step-entry.ts';
import { Transfer } from './transfer.ts';
import { words } from './words.ts';

/** 服务请求: something a resident needs brought, fetched or looked after, from asking to confirmation. */
@ObjectType()
@Entity()
export class ServiceRequest {
  [OptionalProps]?: 'state';

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  /** Six characters to say on the telephone. */
  @Field()
  @Property({ type: 'text' })
  code!: string;

  @Relation(() => RequestKind)
  @ManyToOne(() => RequestKind, { ref: true, joinColumn: 'kind_code' })
  kind!: Ref<RequestKind>;

  @Field(() => RequestState)
  @Enum({ items: () => RequestState, type: 'text' })
  state: RequestState = RequestState.OPEN;

  @Relation(() => Resident, { nullable: true })
  @ManyToOne(() => Resident, { ref: true, nullable: true, joinColumn: 'resident_id' })
  resident?: Ref<Resident> | null;

  @Property({ type: 'uuid', nullable: true })
  homeId?: string | null;

  @Property({ type: new GeometryType('Point') })
  dropoff!: Point;

  @Field(() => String)
  @Property({ type: 'text' })
  place: string & Opt = '';

  @Relation(() => Grid)
  @ManyToOne(() => Grid, { ref: true, joinColumn: 'grid_id' })
  grid!: Ref<Grid>;

  @Relation(() => Community)
  @ManyToOne(() => Community, { ref: true, joinColumn: 'community_id' })
  community!: Ref<Community>;

  @Property({ type: new GeometryType('Point'), nullable: true })
  pickup?: Point | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  pickupName?: string | null;

  @Property({ type: 'uuid', nullable: true })
  pickupStationId?: string | null;

  @Field(() => Int)
  @Property({ type: 'int' })
  load!: number;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  readyAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  dueAt!: Date;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  backstopAt!: Date;

  @Property({ type: 'blob', nullable: true })
  noteSealed?: Buffer | null;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  openedAt!: Date;

  @Property({ type: 'uuid' })
  openedBy!: string;

  @Enum({ items: () => Channel, type: 'text' })
  channel!: Channel;

  @Relation(() => Rider, { nullable: true })
  @ManyToOne(() => Rider, { ref: true, nullable: true, joinColumn: 'rider_id' })
  rider?: Ref<Rider> | null;

  /** Who answers for it at this instant: the organization of the community. */
  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true, joinColumn: 'owner_id' })
  owner!: Ref<Organization>;

  /** What has to show that it was delivered, as the kind asked when it was opened. */
  @Field(() => [ProofKind])
  @Property({ type: 'string[]' })
  proof: ProofKind[] & Opt = [];

  /** Why staff ask for no proof after all. */
  @Property({ type: 'blob', nullable: true })
  proofWaivedSealed?: Buffer | null;

  @Property({ type: 'blob', nullable: true })
  deliveryCodeSealed?: Buffer | null;

  /** How often somebody stood before the door in vain. */
  @Field(() => Int)
  @Property({ type: 'smallint' })
  attempts: number & Opt = 0;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  fulfilledAt?: Date | null;

  /** The organization that did it itself, when no rider did. */
  @Relation(() => Organization, { nullable: true })
  @ManyToOne(() => Organization, { ref: true, nullable: true, joinColumn: 'fulfilled_by_id' })
  fulfilledBy?: Ref<Organization> | null;

  @Property({ type: 'blob', nullable: true })
  fulfilledNoteSealed?: Buffer | null;

  @Field(() => Int)
  @Property({ type: 'int' })
  waves: number & Opt = 0;

  @Property({ type: 'uuid', nullable: true })
  pinnedRiderId?: string | null;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  closeReason?: string | null;

  @Property({ type: 'int' })
  version: number & Opt = 0;

  @OneToMany(() => Offer, (offer) => offer.request, { orderBy: { offeredAt: 'asc', id: 'asc' } })
  offers = new Collection<Offer>(this);

  @OneToMany(() => Assignment, (one) => one.request, { orderBy: { acceptedAt: 'asc', id: 'asc' } })
  assignments = new Collection<Assignment>(this);

  @OneToMany(() => StepEntry, (one) => one.request, {
    orderBy: { recordedAt: 'asc', assignment: 'asc', nth: 'asc' },
  })
  steps = new Collection<StepEntry>(this);

  @OneToMany(() => Proof, (one) => one.request, {
    orderBy: { recordedAt: 'asc', kind: 'asc', id: 'asc' },
  })
  proofs = new Collection<Proof>(this);

  @OneToMany(() => Transfer, (one) => one.request, { orderBy: { askedAt: 'asc', id: 'asc' } })
  transfers = new Collection<Transfer>(this);

  @OneToMany(() => Decision, (one) => one.request, { orderBy: { at: 'asc', id: 'asc' } })
  decisions = new Collection<Decision>(this);

  /** Moves the request one step on, or refuses. */
  take(step: RequestStep, now: Date): void {
    const state = next(requestSteps, step, this.state);
    if (!state) return refuse('ILLEGAL_STEP', words[step]!, words[this.state]!);
    this.state = RequestState[state];
    this.version++;
    if (step === 'deliver' || step === 'serveItself') this.fulfilledAt = now;
    else if (step !== 'confirm') this.fulfilledAt = null;
    this.closedAt = (closedStates as readonly string[]).includes(state) ? now : null;
  }

  /** The ids by which facts about it are addressed. */
  fact() {
    return { requestId: this.id, communityId: this.community.id, gridId: this.grid.id };
  }
}
