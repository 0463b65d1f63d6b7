import type { Point } from 'geojson';
import { Field, Float, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { toWgs84 } from '../../geo/crs.ts';
import { isLngLat, toLngLat, type LngLat } from '../../geo/point.ts';
import { refuse } from '../refusals.ts';

/** The coordinate systems that a caller may speak; inside there is only WGS-84. */
export enum Crs {
  WGS84 = 'wgs84',
  GCJ02 = 'gcj02',
  BD09 = 'bd09',
}
registerEnumType(Crs, { name: 'Crs' });

/** A place on the ground in WGS-84 degrees, as shown. */
@ObjectType('Point')
export class PointType {
  @Field(() => Float)
  lng!: number;

  @Field(() => Float)
  lat!: number;
}

/** A place on the ground as told, always with its coordinate system. */
@InputType()
export class PointInput {
  @Field(() => Float)
  lng!: number;

  @Field(() => Float)
  lat!: number;

  @Field(() => Crs)
  crs!: Crs;
}

/** The told place in WGS-84; refuses POINT_OUT_OF_RANGE. */
export function lngLatOf({ lng, lat, crs }: PointInput): LngLat {
  if (!isLngLat([lng, lat])) return refuse('POINT_OUT_OF_RANGE');
  return toWgs84([lng, lat], crs);
}

/** The place as it is stored. */
export const geometryOf = ([lng, lat]: LngLat): Point => ({
  type: 'Point',
  coordinates: [lng, lat],
});

/** The stored place as it is shown. */
export function pointOf({ coordinates }: Point): PointType {
  const [lng, lat] = toLngLat(coordinates);
  return { lng, lat };
}
