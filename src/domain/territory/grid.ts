import type { MultiPolygon } from 'geojson';
import type { Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';
import { Lazily } from '../../platform/graphql/lazily.ts';
import { Relation } from '../../platform/graphql/relation.ts';
import { MultiPolygonScalar } from '../../platform/graphql/scalars.ts';
import { Community } from './community.ts';

/** 网格: one version of a grid; a moved border makes a new version, and the old one says where things were. */
@ObjectType()
@Entity()
export class Grid {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  /** Fifteen digits: county, street, community and grid. */
  @Field()
  @Property()
  code!: string;

  @Field()
  @Property()
  name!: string;

  @Field()
  @Property()
  nameEn!: string;

  /** Read only where it is asked for: many times longer than all the rest. */
  @Lazily()
  @Field(() => MultiPolygonScalar)
  @Property({ type: new GeometryType<MultiPolygon>('MultiPolygon'), lazy: true })
  boundary!: MultiPolygon;

  @Field(() => Int)
  @Property()
  households!: number;

  @Field(() => Int)
  @Property()
  elders!: number;

  @Relation(() => Community)
  @ManyToOne(() => Community, { ref: true })
  community!: Ref<Community>;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  validFrom!: Date;

  /** The first instant at which it is no longer in force. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  validTo?: Date | null;
}

/** The versions in force at an instant. */
export const inForceAt = (at: Date) => ({
  validFrom: { $lte: at },
  $or: [{ validTo: null }, { validTo: { $gt: at } }],
});
