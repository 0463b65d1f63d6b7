import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ProofKind } from '../proofs/proof-kind.ts';
import { Community } from '../territory/community.ts';
import { Grid } from '../territory/grid.ts';
import { PointType } from '../territory/point.ts';
import { CandidateView, ExclusionView, TextType } from './reasons.ts';
import { RequestKind } from './request-kind.ts';
import { ServiceRequest } from './request.ts';

/** What a rider is told before accepting: no address, no name, no exact place. */
@ObjectType()
export class OfferedTask {
  @Field(() => RequestKind)
  kind!: RequestKind;

  @Field(() => Grid)
  grid!: Grid;

  @Field(() => Community)
  community!: Community;

  @Field(() => String, { nullable: true })
  pickupName!: string | null;

  @Field(() => PointType, { nullable: true })
  pickup!: PointType | null;

  @Field()
  distanceBand!: string;

  /** Rounded up to half a kilometre. */
  @Field(() => Int)
  distanceM!: number;

  @Field(() => Date)
  arriveAt!: Date;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Int)
  load!: number;
}

/** What the rider who accepted is told, and only until the task has ended. */
@ObjectType()
export class AssignedTask {
  @Field(() => ID)
  requestId!: string;

  @Field()
  code!: string;

  @Field(() => RequestKind)
  kind!: RequestKind;

  @Field(() => PointType)
  dropoff!: PointType;

  @Field()
  place!: string;

  @Field(() => String, { nullable: true })
  address!: string | null;

  @Field(() => String, { nullable: true })
  maskedName!: string | null;

  @Field(() => String, { nullable: true })
  maskedPhone!: string | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => PointType, { nullable: true })
  pickup!: PointType | null;

  @Field(() => String, { nullable: true })
  pickupName!: string | null;

  @Field(() => Date)
  dueAt!: Date;

  /** What the rider has to show at the door. */
  @Field(() => [ProofKind])
  proof!: ProofKind[];
}

/** What a colleague is told before taking a task over: no address, no name, no exact place. */
@ObjectType()
export class TransferredTask {
  @Field(() => RequestKind)
  kind!: RequestKind;

  @Field(() => Grid)
  grid!: Grid;

  @Field(() => String, { nullable: true })
  pickupName!: string | null;

  /** Whether the goods are with the rider who asks, and have to be handed over. */
  @Field()
  goodsInHand!: boolean;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Int)
  load!: number;
}

/** What a rider is told of a task that is kept for them: less than when they are asked. */
@ObjectType()
export class ReservedTask {
  @Field(() => RequestKind)
  kind!: RequestKind;

  @Field(() => Grid)
  grid!: Grid;

  @Field(() => String, { nullable: true })
  pickupName!: string | null;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Int)
  load!: number;
}

/** A task that waits and that this rider could do; nearest first. The distance is to the middle of its grid. */
@ObjectType()
export class NearbyTask {
  @Field(() => ID)
  requestId!: string;

  @Field(() => RequestKind)
  kind!: RequestKind;

  @Field(() => Grid)
  grid!: Grid;

  @Field()
  distanceBand!: string;

  @Field(() => Date)
  dueAt!: Date;

  @Field(() => Int)
  load!: number;
}

/** 派单台: how the street or one community stands now. */
@ObjectType()
export class Board {
  @Field(() => Date)
  at!: Date;

  @Field(() => Int)
  waiting!: number;

  @Field(() => Int)
  offered!: number;

  @Field(() => Int)
  assigned!: number;

  @Field(() => Int)
  inProgress!: number;

  @Field(() => Int)
  overdue!: number;

  @Field(() => Int)
  backstop!: number;

  @Field(() => Int)
  ridersOnDuty!: number;

  @Field(() => Int)
  ridersTotal!: number;

  @Field(() => Int)
  fulfilledToday!: number;

  /** Those somebody still has to do something about, soonest due first. */
  @Field(() => [ServiceRequest])
  requests!: ServiceRequest[];

  /** Where to follow the feed from, so that nothing after this board is missed. */
  @Field()
  cursor!: string;
}

/** Who would be asked if the request were decided now, and why the others would not. Nothing is changed by asking. */
@ObjectType()
export class Candidates {
  @Field(() => ID)
  requestId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => [CandidateView])
  candidates!: CandidateView[];

  @Field(() => [ExclusionView])
  exclusions!: ExclusionView[];

  @Field(() => TextType)
  summary!: TextType;
}
