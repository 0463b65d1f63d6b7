import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Rider } from '../riders/rider.ts';

export enum RoundStopKind {
  PICKUP = 'PICKUP',
  DROPOFF = 'DROPOFF',
}
registerEnumType(RoundStopKind, { name: 'RoundStopKind' });

/** 一站: one visit of a route and when it is expected to begin. */
@ObjectType()
export class RoundStop {
  @Field(() => ID)
  requestId!: string;

  @Field(() => RoundStopKind)
  kind!: RoundStopKind;

  @Field(() => Date)
  beginsAt!: Date;
}

/** 一名骑手的路线: what the rider would do in which order, behind all that is promised already. */
@ObjectType()
export class RoundRoute {
  @Field(() => Rider)
  rider!: Rider;

  /** In the order of the doors. */
  @Field(() => [ID])
  requestIds!: string[];

  @Field(() => [RoundStop])
  stops!: RoundStop[];

  @Field(() => Date)
  lastStopAt!: Date;
}

/** Why, Chinese first. */
@ObjectType()
export class RoundReason {
  @Field()
  zh!: string;

  @Field()
  en!: string;
}

/** A request that no route takes, and why. */
@ObjectType()
export class UnplannedRequest {
  @Field(() => ID)
  requestId!: string;

  @Field(() => [RoundReason])
  reasons!: RoundReason[];
}

/** 路线方案: who would get what in which order; nothing is assigned until it is dispatched. */
@ObjectType()
export class RoundProposal {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  proposedAt!: Date;

  /** Afterwards it can no longer be dispatched. */
  @Field(() => Date)
  expiresAt!: Date;

  @Field(() => Int)
  seed!: number;

  @Field(() => [RoundRoute])
  routes!: RoundRoute[];

  @Field(() => [UnplannedRequest])
  unplanned!: UnplannedRequest[];
}

/** 已派的路线: what was assigned, with the times now expected. */
@ObjectType()
export class DispatchedRound {
  @Field(() => ID)
  proposalId!: string;

  @Field(() => [RoundRoute])
  routes!: RoundRoute[];
}
