import type { Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Point } from 'geojson';
import { GeometryType } from '../../platform/database/geometry.ts';
import { Community } from '../territory/community.ts';
import { Grid } from '../territory/grid.ts';

/** 住处: where somebody lives, as a point that carries no name. Who lives there stands elsewhere, sealed. */
@Entity()
export class Home {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Property({ type: new GeometryType<Point>('Point') })
  location!: Point;

  @ManyToOne(() => Grid, { ref: true })
  grid!: Ref<Grid>;

  @ManyToOne(() => Community, { ref: true })
  community!: Ref<Community>;

  /** The estate or building as everybody calls it, without a door number. */
  @Property()
  place!: string;
}
