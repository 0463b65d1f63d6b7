import type { Feature, FeatureCollection, Geometry, MultiPolygon, Position } from 'geojson';
import { Refusal } from '../errors.ts';

/** How much geography one value may hold; a street has some hundred grids of some ten corners. */
export const GEOJSON_LIMITS = { positions: 20_000, features: 2_000 } as const;

/** How a geometry nests its positions, and how many positions its innermost list needs at least. */
const SHAPES: ReadonlyMap<unknown, Shape> = new Map(
  Object.entries({
    Point: { depth: 0, least: 1, closed: false },
    MultiPoint: { depth: 1, least: 1, closed: false },
    LineString: { depth: 1, least: 2, closed: false },
    MultiLineString: { depth: 2, least: 2, closed: false },
    Polygon: { depth: 2, least: 4, closed: true },
    MultiPolygon: { depth: 3, least: 4, closed: true },
  }),
);

interface Shape {
  readonly depth: number;
  readonly least: number;
  readonly closed: boolean;
}

/** Reads a MultiPolygon; a Polygon becomes one. Refuses GEOJSON_INVALID and GEOJSON_TOO_LARGE. */
export function readMultiPolygon(value: unknown): MultiPolygon {
  const geometry = new Reader().geometry(value);
  if (geometry.type === 'MultiPolygon') return geometry;
  if (geometry.type === 'Polygon')
    return { type: 'MultiPolygon', coordinates: [geometry.coordinates] };
  throw invalid('这里需要多边形', 'a polygon is needed here');
}

/** Reads a FeatureCollection into plain values of its own. Refuses GEOJSON_INVALID and GEOJSON_TOO_LARGE. */
export function readFeatureCollection(value: unknown): FeatureCollection {
  if (!isRecord(value) || value.type !== 'FeatureCollection' || !Array.isArray(value.features))
    throw invalid('这里需要 FeatureCollection', 'a FeatureCollection is needed here');
  if (value.features.length > GEOJSON_LIMITS.features) throw tooLarge();
  const reader = new Reader();
  const features = value.features.map((feature: unknown, index) =>
    reader.within({ feature: index }).feature(feature),
  );
  return { type: 'FeatureCollection', features };
}

/** Counts positions over a whole value and remembers where it reads, so that a refusal can say so. */
class Reader {
  private positions = 0;
  private where: Where = {};

  within(where: Where): this {
    this.where = where;
    return this;
  }

  feature(value: unknown): Feature {
    if (!isRecord(value) || value.type !== 'Feature')
      throw invalid('这里需要 Feature', 'a Feature is needed here', this.where);
    const { properties = null, id } = value;
    if (properties !== null && !isRecord(properties))
      throw invalid('properties 应为对象', 'properties must be an object', this.where);
    const geometry = this.geometry(value.geometry);
    const named = typeof id === 'string' || typeof id === 'number' ? { id } : {};
    return { type: 'Feature', ...named, properties, geometry };
  }

  geometry(value: unknown): Geometry {
    const shape = isRecord(value) && SHAPES.get(value.type);
    if (!shape) throw invalid('几何类型不认识', 'this kind of geometry is not known', this.where);
    const coordinates = this.nested(value.coordinates, shape, shape.depth);
    return { type: value.type, coordinates } as Geometry;
  }

  private nested(value: unknown, shape: Shape, depth: number): unknown {
    if (depth === 0) return this.position(value);
    if (!Array.isArray(value) || value.length === 0)
      throw invalid('坐标应为非空数组', 'coordinates must be a list that is not empty', this.where);
    if (this.positions + value.length > GEOJSON_LIMITS.positions) throw tooLarge();
    const list = value.map((inner: unknown) => this.nested(inner, shape, depth - 1));
    if (depth === 1) this.line(list as Position[], shape);
    return list;
  }

  private line(line: readonly Position[], { least, closed }: Shape): void {
    if (line.length < least)
      throw invalid(
        `至少需要 ${least} 个位置`,
        `at least ${least} positions are needed`,
        this.where,
      );
    const [first, last] = [line[0]!, line.at(-1)!];
    if (closed && (first[0] !== last[0] || first[1] !== last[1]))
      throw invalid('环没有闭合', 'the ring is not closed', this.where);
  }

  /** An altitude may be told, and is not kept: grids lie on the ground. */
  private position(value: unknown): Position {
    if (++this.positions > GEOJSON_LIMITS.positions) throw tooLarge();
    if (!isNumbers(value) || value.length < 2 || value.length > 3)
      throw invalid('位置应为有限的数字', 'a position must be finite numbers', this.where);
    const [lng = NaN, lat = NaN] = value;
    if (Math.abs(lng) > 180 || Math.abs(lat) > 90)
      throw invalid('经纬度超出范围', 'longitude or latitude is out of range', this.where);
    return [lng, lat];
  }
}

interface Where {
  readonly feature?: number;
}

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isFinite(one));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const invalid = (zh: string, en: string, where: Where = {}) =>
  new Refusal(
    'GEOJSON_INVALID',
    { zh: `GeoJSON 不对：${zh}。`, en: `The GeoJSON is not valid: ${en}.` },
    { ...where },
  );

export const tooLarge = () =>
  new Refusal(
    'GEOJSON_TOO_LARGE',
    {
      zh: `GeoJSON 太大：最多 ${GEOJSON_LIMITS.features} 个要素、${GEOJSON_LIMITS.positions} 个位置，请分开提交。`,
      en: `The GeoJSON is too large: at most ${GEOJSON_LIMITS.features} features and ${GEOJSON_LIMITS.positions} positions.`,
    },
    { limits: GEOJSON_LIMITS },
  );
