import { OptionalProps, type Opt, type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Point } from 'geojson';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';
import { Relation } from '../../platform/graphql/relation.ts';
import { RequestKind } from '../requests/request-kind.ts';
import { timeOf, type Day } from './local-day.ts';

/** What a plan does on a holiday: nothing else than usual, nothing at all, or on the day before or after. */
export enum OnHoliday {
  SERVE = 'SERVE',
  SKIP = 'SKIP',
  BEFORE = 'BEFORE',
  AFTER = 'AFTER',
}
registerEnumType(OnHoliday, { name: 'OnHoliday' });

/** 定期服务计划: what comes to its residents again and again, by the clock of the street. */
@ObjectType()
@Entity()
export class ServicePlan {
  [OptionalProps]?: 'closedAt';

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @Relation(() => RequestKind)
  @ManyToOne(() => RequestKind, { ref: true, joinColumn: 'kind_code' })
  kind!: Ref<RequestKind>;

  @Field()
  @Property({ type: 'text' })
  name!: string;

  @Field({ description: 'RFC 5545, days only: FREQ=WEEKLY;BYDAY=MO,WE,FR' })
  @Property({ type: 'text' })
  rule!: string;

  @Field(() => String)
  @Property({ type: 'date' })
  startsOn!: Day;

  @Field(() => String, { nullable: true })
  @Property({ type: 'date', nullable: true })
  endsOn: Day | null = null;

  @Property({ type: 'smallint' })
  readyMinute!: number;

  @Property({ type: 'smallint' })
  dueMinute!: number;

  /** So long before it is ready the request appears. */
  @Field(() => Int)
  @Property({ type: 'int' })
  leadMinutes!: number;

  @Field(() => OnHoliday)
  @Enum({ items: () => OnHoliday, type: 'text' })
  onHoliday!: OnHoliday;

  @Property({ type: new GeometryType('Point'), nullable: true })
  pickup: Point | null = null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  pickupName: string | null = null;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  pickupStationId: string | null = null;

  @Field(() => Int, { nullable: true })
  @Property({ type: 'int', nullable: true })
  load: number | null = null;

  @Property({ type: 'blob', nullable: true })
  noteSealed: Buffer | null = null;

  @Property({ type: 'uuid' })
  openedBy!: string;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  openedAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: Date | null;

  /** Every day up to and including this one is settled. */
  @Property({ type: 'date' })
  settledThrough!: Day;

  @Property({ type: 'int' })
  version: number & Opt = 1;

  @Field(() => String, { description: 'From when, as 10:30 by the clock of the street.' })
  ready(): string {
    return timeOf(this.readyMinute);
  }

  @Field(() => String)
  due(): string {
    return timeOf(this.dueMinute);
  }
}

/** Where the note of a plan, and what is particular to one of its residents, are kept. */
export const planNoteCell = (id: string) => ({ table: 'service_plan', column: 'note_sealed', id });
export const memberNoteCell = (id: string) => ({ table: 'plan_member', column: 'note_sealed', id });
