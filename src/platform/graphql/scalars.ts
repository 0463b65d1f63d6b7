import { GraphQLScalarType } from 'graphql';
import { readFeatureCollection, readMultiPolygon } from './geojson.ts';

/** GeoJSON MultiPolygon in WGS-84; a Polygon is taken too. */
export const MultiPolygonScalar = new GraphQLScalarType({
  name: 'MultiPolygon',
  description: 'GeoJSON MultiPolygon, WGS-84 (RFC 7946).',
  parseValue: readMultiPolygon,
});

/** GeoJSON FeatureCollection; the operation says in which coordinate system. */
export const FeatureCollectionScalar = new GraphQLScalarType({
  name: 'FeatureCollection',
  description:
    'GeoJSON FeatureCollection: finite numbers in range, closed rings, at most 2,000 features and 20,000 positions.',
  parseValue: readFeatureCollection,
});
