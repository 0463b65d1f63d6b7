import { Field, Float, ObjectType } from 'type-graphql';
import { RiderPosition } from './position.ts';
import { Rider } from './rider.ts';

/** A rider and how far away, in metres on the ellipsoid as the crow flies. */
@ObjectType()
export class NearestRider {
  @Field(() => Rider)
  rider!: Rider;

  @Field(() => Float)
  distanceM!: number;

  @Field(() => RiderPosition)
  position!: RiderPosition;
}
