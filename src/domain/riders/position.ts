import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { PointType } from '../territory/point.ts';
import { Duty, Rider } from './rider.ts';

/** Where a rider on duty was last, as staff see it on the map. */
@ObjectType()
export class RiderPosition {
  @Field(() => ID)
  riderId!: string;

  @Field()
  badge!: string;

  @Field()
  name!: string;

  @Field(() => Duty)
  duty!: Duty;

  @Field(() => Int)
  load!: number;

  @Field(() => PointType)
  point!: PointType;

  @Field(() => Float)
  accuracyM!: number;

  @Field(() => Date)
  deviceAt!: Date;

  @Field(() => Date)
  receivedAt!: Date;

  /** Too old to tell where the rider is. */
  @Field()
  stale!: boolean;
}

/** A rider and how far away, as the crow flies. */
@ObjectType()
export class NearestRider {
  @Field(() => Rider)
  rider!: Rider;

  @Field(() => Float)
  distanceM!: number;
}
