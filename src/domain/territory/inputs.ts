import type { FeatureCollection } from 'geojson';
import { ArgsType, Field, ID } from 'type-graphql';
import { FeatureCollectionScalar } from '../../platform/graphql/scalars.ts';
import { Crs } from './point.ts';

/** A whole street as staff draw it. */
@ArgsType()
export class ImportGrids {
  @Field(() => FeatureCollectionScalar)
  featureCollection!: FeatureCollection;

  @Field(() => Crs)
  crs!: Crs;

  @Field(() => ID)
  idempotencyKey!: string;

  /** From when on it is so; now, when not told. */
  @Field(() => Date, { nullable: true })
  validFrom?: Date;
}
