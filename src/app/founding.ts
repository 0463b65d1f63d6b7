import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { MultiPolygon, Position } from 'geojson';
import { createAccount } from '../domain/access/service.ts';
import { Role } from '../domain/access/account.ts';
import { OrganizationKind } from '../domain/organizations/organization.ts';
import { joinOrganization } from '../domain/organizations/service.ts';
import { refuse } from '../domain/refusals.ts';
import { prepareStreet } from '../domain/requests/street.ts';
import { createStreet } from '../domain/territory/service.ts';
import { parseCrs, toWgs84, UnknownCrs, type Crs } from '../geo/crs.ts';
import { toLngLat } from '../geo/point.ts';
import { polygonsOf } from '../geo/polygon.ts';
import { contextFor, systemActor, type Platform } from '../platform/context.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { readFeatureCollection } from '../platform/graphql/geojson.ts';

/** A street office about to begin: who it is, the file with its outline, and the first person who may sign in. */
export interface Founding {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly outlineFile: string;
  readonly crs: string | undefined;
  readonly login: string;
}

/**
 * Sets a street office up on an empty system: the street, its office, the usual kinds of request, and one dispatcher whose
 * password is answered here and nowhere kept in the clear. Refuses CRS_UNKNOWN, GEOJSON_INVALID, STREET_EXISTS.
 */
export async function foundStreet(platform: Platform, founding: Founding): Promise<string> {
  const { code, name, nameEn, login } = founding;
  const outline = outlineOf(founding);
  const door = contextFor(platform, null);
  const street = await inTransaction(door.em, async () =>
    createStreet(door, { code, name, nameEn, outline }),
  );
  const password = randomBytes(12).toString('base64url');
  const ctx = contextFor(platform, systemActor(street.id));
  await inTransaction(ctx.em, async () => {
    await prepareStreet(ctx);
    await joinOrganization(ctx, {
      kind: OrganizationKind.STREET_OFFICE,
      name: `${name}办事处`,
      nameEn,
    });
    await createAccount(ctx, { role: Role.STREET_STAFF, name: `${name}调度`, login, password });
  });
  return password;
}

function outlineOf({ outlineFile, crs }: Founding): MultiPolygon {
  const { features } = readFeatureCollection(JSON.parse(readFileSync(outlineFile, 'utf8')));
  const system = crsOf(crs);
  const areas = features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? polygonsOf(geometry) : [],
  );
  if (areas.length === 0) refuse('GRIDS_MISSING');
  const moved = (ring: readonly Position[]): Position[] =>
    ring.map((position) => [...toWgs84(toLngLat(position), system)]);
  return { type: 'MultiPolygon', coordinates: areas.map((rings) => rings.map(moved)) };
}

function crsOf(name: string | undefined): Crs {
  try {
    return parseCrs(name);
  } catch (error) {
    if (error instanceof UnknownCrs) return refuse('CRS_UNKNOWN');
    throw error;
  }
}
