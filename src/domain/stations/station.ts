import type { Point } from 'geojson';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';
import { pointOf, PointType } from '../territory/point.ts';

/** 驿站: where riders rest, charge and drink, and where requests can be picked up. */
@ObjectType()
@Entity()
export class Station {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field()
  @Property()
  code!: string;

  @Field()
  @Property()
  name!: string;

  @Field()
  @Property()
  nameEn!: string;

  @Property({ type: new GeometryType<Point>('Point') })
  location!: Point;

  @Field(() => [String])
  @Property({ type: 'string[]' })
  amenities!: string[];

  @Property({ type: 'datetime' })
  openedAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  closedAt?: Date | null;

  @Field(() => PointType, { name: 'location' })
  point(): PointType {
    return pointOf(this.location);
  }
}

/** A station with its distance from the place asked about, in metres on the ellipsoid. */
@ObjectType()
export class NearestStation {
  @Field(() => Station)
  station!: Station;

  @Field(() => Float)
  distanceM!: number;
}
