import type { Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Rider } from '../riders/rider.ts';
import { Community } from '../territory/community.ts';

/** 流动网格员、巡查员: what a rider can be appointed as beside the day's work. */
export enum AppointmentRole {
  MOBILE_GRID_MEMBER = 'MOBILE_GRID_MEMBER',
  INSPECTOR = 'INSPECTOR',
}
registerEnumType(AppointmentRole, { name: 'AppointmentRole' });

/** 聘任: a rider's appointment for some grids of a community, for a term; permissions follow it and end with it. */
@ObjectType()
@Entity()
export class Appointment {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Rider)
  @ManyToOne(() => Rider, { ref: true })
  rider!: Ref<Rider>;

  @Relation(() => Community)
  @ManyToOne(() => Community, { ref: true })
  community!: Ref<Community>;

  @Field(() => AppointmentRole)
  @Enum(() => AppointmentRole)
  role!: AppointmentRole;

  /** By code, so that the appointment outlives a redrawn border. */
  @Field(() => [String])
  @Property({ type: 'array' })
  gridCodes!: string[];

  @Field()
  @Property()
  badge!: string;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  fromAt!: Date;

  /** The first instant at which it is over. */
  @Field(() => Date)
  @Property({ type: 'datetime' })
  untilAt!: Date;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  appointedAt!: Date;

  @Property({ type: 'uuid' })
  appointedBy!: string;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  revokedAt?: Date | null;

  @Property({ type: 'uuid', nullable: true })
  revokedBy?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  revokeReason?: string | null;
}

/** The appointments that run at an instant. */
export const runningAt = (at: Date) => ({
  revokedAt: null,
  fromAt: { $lte: at },
  untilAt: { $gt: at },
});

export const factOf = ({ id, rider, community }: Appointment) => ({
  appointmentId: id,
  riderId: rider.id,
  communityId: community.id,
});
