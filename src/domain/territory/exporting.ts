import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import { rounded } from '../../geo/canonical.ts';
import { type Crs, fromWgs84 } from '../../geo/crs.ts';
import { toLngLat } from '../../geo/point.ts';
import type { Context } from '../../platform/context.ts';
import { listCommunities, listGrids } from './service.ts';

/** The communities and grids in force as features that an import takes back unchanged. */
export async function exportGrids(ctx: Context, crs: Crs): Promise<FeatureCollection> {
  const communities = await listCommunities(ctx);
  const grids = await listGrids(ctx);
  await ctx.em.populate(grids, ['boundary']);
  const codes = new Map(communities.map(({ id, code }) => [id, code]));
  const features = [
    ...communities.map(({ code, name, nameEn, boundary }) =>
      feature({ kind: 'community', code, name, nameEn }, boundary, crs),
    ),
    ...grids.map(({ code, name, nameEn, households, elders, community, boundary }) => {
      const communityCode = codes.get(community.id);
      const properties = { kind: 'grid', code, name, nameEn, communityCode, households, elders };
      return feature(properties, boundary, crs);
    }),
  ];
  return { type: 'FeatureCollection', features };
}

const feature = (
  properties: Feature['properties'],
  boundary: MultiPolygon,
  crs: Crs,
): Feature<MultiPolygon> => ({
  type: 'Feature',
  properties,
  geometry: {
    type: 'MultiPolygon',
    coordinates: boundary.coordinates.map((rings) =>
      rings.map((ring) => ring.map((position) => rounded(fromWgs84(toLngLat(position), crs)))),
    ),
  },
});
