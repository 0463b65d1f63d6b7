import type { Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import type { Point } from 'geojson';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';
import { pointOf, PointType } from '../territory/point.ts';
import { Duty, Rider } from './rider.ts';
import { isStale } from './rules.ts';

/** 最新位置: the one position that is kept of a rider, and only on duty. */
@Entity({ tableName: 'rider_position' })
export class LatestPosition {
  @ManyToOne(() => Rider, { ref: true, primary: true })
  rider!: Ref<Rider>;

  @Property({ type: 'uuid' })
  streetId!: string;

  @Property({ type: new GeometryType<Point>('Point') })
  location!: Point;

  /** Radius of the circle the device believes itself in, in metres. */
  @Property({ type: 'float' })
  accuracyM!: number;

  @Property({ type: 'datetime' })
  deviceAt!: Date;

  @Property({ type: 'datetime' })
  receivedAt!: Date;
}

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

  /** When the device measured it, by its own clock. */
  @Field(() => Date)
  deviceAt!: Date;

  @Field(() => Date)
  receivedAt!: Date;

  @Field({ description: 'Too old to tell where the rider is.' })
  stale!: boolean;
}

/** A position with its rider, as it is shown now. */
export function shownPosition(
  { location, accuracyM, deviceAt, receivedAt }: LatestPosition,
  { id: riderId, badge, name, duty, load }: Rider,
  now: Date,
): RiderPosition {
  const stale = isStale({ deviceAt, receivedAt }, now);
  const point = pointOf(location);
  return { riderId, badge, name, duty, load, point, accuracyM, deviceAt, receivedAt, stale };
}
