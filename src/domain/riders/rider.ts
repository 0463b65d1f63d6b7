import { Collection, type Opt, OptionalProps, type Ref } from '@mikro-orm/core';
import {
  Entity,
  Enum,
  ManyToOne,
  OneToMany,
  PrimaryKey,
  Property,
} from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';
import { LatestPosition } from './position.ts';

export enum Vehicle {
  E_BIKE = 'E_BIKE',
  BICYCLE = 'BICYCLE',
  MOTORBIKE = 'MOTORBIKE',
  CAR = 'CAR',
  ON_FOOT = 'ON_FOOT',
}
registerEnumType(Vehicle, { name: 'Vehicle' });

/** 值守: only a rider on duty is located, and only one who is not on a break is asked. */
export enum Duty {
  OFF = 'OFF',
  ON = 'ON',
  BREAK = 'BREAK',
}
registerEnumType(Duty, { name: 'Duty' });

/** 骑手: a courier of a member organization who serves the community beside the day's work. */
@ObjectType()
@Entity()
export class Rider {
  [OptionalProps]?: 'duty';

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true })
  organization!: Ref<Organization>;

  @Field()
  @Property()
  badge!: string;

  @Field()
  @Property()
  name!: string;

  @Field(() => Vehicle)
  @Enum(() => Vehicle)
  vehicle!: Vehicle;

  @Field(() => [String])
  @Property({ type: 'array' })
  skills: string[] & Opt = [];

  /** 0 to 3: who may enter whose home. */
  @Field(() => Int)
  @Property({ type: 'int' })
  trustLevel: number & Opt = 1;

  /** Load units that fit. */
  @Field(() => Int)
  @Property({ type: 'int' })
  capacity: number & Opt = 4;

  /** Load units of the live assignments: kept by the database. */
  @Field(() => Int)
  @Property({ type: 'int' })
  readonly load: number & Opt = 0;

  @Field(() => Duty)
  @Enum(() => Duty)
  duty: Duty = Duty.OFF;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  dutySince?: Date | null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  enrolledAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  leftAt?: Date | null;

  /** One while on duty and located, otherwise none; the walls hide it from all but staff and the rider. */
  @OneToMany(() => LatestPosition, (position) => position.rider)
  positions = new Collection<LatestPosition>(this);
}
