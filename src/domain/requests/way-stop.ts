import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Assignment } from './assignment.ts';

export enum WayStopKind {
  PICKUP = 'PICKUP',
  DROPOFF = 'DROPOFF',
  OWN = 'OWN',
}
registerEnumType(WayStopKind, { name: 'WayStopKind' });

/** 顺序中的一站: where a rider is to go next, and when it is expected to begin there. */
@ObjectType()
export class WayStop {
  @Field(() => WayStopKind)
  kind!: WayStopKind;

  /** What it is for; nothing for a stop of the rider's own. */
  @Field(() => Assignment, { nullable: true })
  assignment!: Assignment | null;

  @Field(() => ID, { nullable: true })
  ownStopId!: string | null;

  @Field(() => Date)
  beginsAt!: Date;
}
