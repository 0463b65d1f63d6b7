import { Type } from '@mikro-orm/core';
import type { Geometry } from 'geojson';

/** GeoJSON in the program, PostGIS geometry (SRID 4326) in the table. */
export class GeometryType<T extends Geometry> extends Type<T | null, string | null> {
  private readonly kind: T['type'];

  constructor(kind: T['type']) {
    super();
    this.kind = kind;
  }

  override convertToDatabaseValue(value: T | string | null): string | null {
    return value === null || typeof value === 'string' ? value : JSON.stringify(value);
  }

  override convertToJSValue(value: string | T | null): T | null {
    return typeof value === 'string' ? (JSON.parse(value) as T) : value;
  }

  override convertToDatabaseValueSQL(key: string): string {
    return `st_setsrid(st_geomfromgeojson((${key})::text), 4326)`;
  }

  /** Nine decimals: a tenth of a millimetre, so that a shared border stays shared. */
  override convertToJSValueSQL(key: string): string {
    return `st_asgeojson(${key}, 9)`;
  }

  override getColumnType(): string {
    return `geometry(${this.kind},4326)`;
  }

  override compareAsType(): string {
    return 'string';
  }

  /** Compared as text, but an object in the program: without this the ORM refuses to assign one. */
  override get runtimeType(): string {
    return 'object';
  }
}
