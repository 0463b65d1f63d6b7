import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Point } from 'geojson';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';

export enum OwnStopState {
  AHEAD = 'AHEAD',
  DELIVERED = 'DELIVERED',
  REMOVED = 'REMOVED',
}
registerEnumType(OwnStopState, { name: 'OwnStopState' });

/** 自有包裹: one stop of a rider's own round today: a place and a time, nothing of who receives. */
@ObjectType()
@Entity()
export class OwnStop {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Property({ type: 'uuid' })
  riderId!: string;

  /** Names the stop to whoever shares it; shared again it is the same stop. */
  @Field()
  @Property({ type: 'text' })
  clientKey!: string;

  /** The place of the stop in the round. */
  @Field(() => Int)
  @Property({ type: 'int' })
  nth!: number;

  @Property({ type: 'text' })
  day!: string;

  @Property({ type: new GeometryType<Point>('Point') })
  location!: Point;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  fromAt!: Date;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  dueAt!: Date;

  @Field(() => Int)
  @Property({ type: 'int' })
  serviceSeconds!: number;

  @Field(() => OwnStopState)
  @Enum(() => OwnStopState)
  state: OwnStopState & Opt = OwnStopState.AHEAD;

  @Property({ type: 'datetime' })
  sharedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  endedAt?: Date | null;
}
