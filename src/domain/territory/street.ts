import type { MultiPolygon } from 'geojson';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { GeometryType } from '../../platform/database/geometry.ts';
import { MultiPolygonScalar } from '../../platform/graphql/scalars.ts';

/** 街道办事处: the street office, whose id leads every row that belongs to it. */
@ObjectType()
@Entity()
export class Street {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  /** Nine digits: county and street. */
  @Field()
  @Property()
  code!: string;

  @Field()
  @Property()
  name!: string;

  @Field()
  @Property()
  nameEn!: string;

  /** 辖区范围: the jurisdiction; nothing outside it is served. */
  @Field(() => MultiPolygonScalar)
  @Property({ type: new GeometryType<MultiPolygon>('MultiPolygon') })
  outline!: MultiPolygon;
}
