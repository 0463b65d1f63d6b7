import type { MultiPolygon } from 'geojson';
import { Collection } from '@mikro-orm/core';
import { Entity, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';
import { MultiPolygonScalar } from '../../platform/graphql/scalars.ts';
import { Grid } from './grid.ts';

/** 社区: a community of the street; it stays the same one when its borders move. */
@ObjectType()
@Entity()
export class Community {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  /** Twelve digits: county, street and community. */
  @Field()
  @Property()
  code!: string;

  @Field()
  @Property()
  name!: string;

  @Field()
  @Property()
  nameEn!: string;

  /** As of the newest version of its grids, which tell how it was before. */
  @Field(() => MultiPolygonScalar)
  @Property({ type: new GeometryType<MultiPolygon>('MultiPolygon') })
  boundary!: MultiPolygon;

  @Property({ type: 'datetime' })
  validFrom!: Date;

  @Property({ type: 'datetime', nullable: true })
  validTo?: Date | null;

  @OneToMany(() => Grid, (grid) => grid.community)
  grids = new Collection<Grid>(this);
}
