import { randomUUID } from 'node:crypto';
import type { FeatureCollection, Position } from 'geojson';
import { demoStreet } from '../../src/demo/street.ts';
import type { ActorRole } from '../../src/platform/context.ts';
import type { Office } from './office.ts';
import { box, cell, collection } from './squares.ts';

export const IMPORT = `mutation ($drawing: FeatureCollection!, $key: ID!, $crs: Crs!, $validFrom: DateTimeISO) {
  importGrids(featureCollection: $drawing, crs: $crs, idempotencyKey: $key, validFrom: $validFrom) {
    communities grids closed } }`;

/** What is done in these tests over and over: to draw a street and to look at it, through GraphQL. */
export function drawingIn(office: Office, streetId: string) {
  const as = (role: ActorRole) => office.clientFor(streetId, role);
  return {
    as,
    draw: async (drawing: unknown, more: Record<string, unknown> = {}) =>
      as('STREET_STAFF')(IMPORT, { drawing, key: randomUUID(), crs: 'WGS84', ...more }),
    async gridAt([lng, lat]: Position, when?: Date): Promise<string | undefined> {
      const { data } = await as('RIDER')(
        `query ($point: PointInput!, $at: DateTimeISO) { gridAt(point: $point, at: $at) { code } }`,
        { point: { lng, lat, crs: 'WGS84' }, at: when?.toISOString() },
      );
      return data!.gridAt?.code;
    },
    async exported(crs = 'WGS84'): Promise<FeatureCollection> {
      const { data } = await as('STREET_STAFF')(`query ($crs: Crs!) { exportGrids(crs: $crs) }`, {
        crs,
      });
      return data!.exportGrids;
    },
  };
}

export const demoDrawing = (): FeatureCollection => {
  const { communities, grids } = demoStreet();
  return collection(...communities.features, ...grids.features);
};

export const twoSquares = () => collection(cell(1, [box(0, 0, 1, 1)]), cell(2, [box(1, 0, 2, 1)]));
