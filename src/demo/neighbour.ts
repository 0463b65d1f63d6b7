import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { Role } from '../domain/access/account.ts';
import { createAccount } from '../domain/access/service.ts';
import { OrganizationKind, Sector } from '../domain/organizations/organization.ts';
import { joinOrganization } from '../domain/organizations/service.ts';
import { prepareStreet } from '../domain/requests/street.ts';
import { importGrids } from '../domain/territory/importing.ts';
import { listCommunities } from '../domain/territory/service.ts';
import type { Platform } from '../platform/context.ts';
import { acting } from './acting.ts';
import { isBuilt, ownerOf } from './building.ts';
import { demoSignIns } from './sign-ins.ts';

/** A street office beside the first: a rectangle of one community, cut into equal grids. */
export interface SmallStreet {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  /** West, south, east, north in degrees. */
  readonly box: readonly [number, number, number, number];
  readonly columns: number;
  readonly login: string;
}

/** 柳溪街道: small, and seen by nobody of the first. */
export const neighbour: SmallStreet = {
  code: '320199002',
  name: '柳溪街道',
  nameEn: 'Liuxi Subdistrict',
  box: [118.82, 31.96, 118.84, 31.98],
  columns: 4,
  login: 'dispatch@liuxi',
};

/** 演练街道: wide and empty, for playing days of other cities without disturbing anybody. */
export const drillGround: SmallStreet = {
  code: '320199003',
  name: '演练街道',
  nameEn: 'Drill Ground',
  box: [118.6, 31.8, 119, 32.2],
  columns: 2,
  login: 'dispatch@drill',
};

/** Sets such a street up once. */
export async function buildSmallStreet(platform: Platform, street: SmallStreet): Promise<void> {
  const { code, name, nameEn, box } = street;
  const outline: MultiPolygon = { type: 'MultiPolygon', coordinates: [rectangle(box).coordinates] };
  const actor = await ownerOf(platform, { code, name, nameEn, outline });
  await acting(platform, actor, async (ctx) => {
    if (await isBuilt(ctx)) return;
    await prepareStreet(ctx);
    await importGrids(ctx, { featureCollection: gridsOf(street), crs: 'wgs84' });
    await joinOrganization(ctx, { kind: OrganizationKind.STREET_OFFICE, name: `${name}办事处` });
    await joinOrganization(ctx, {
      kind: OrganizationKind.SITE,
      sector: Sector.EXPRESS,
      name: `${name}骑手站`,
    });
    for (const community of await listCommunities(ctx))
      await joinOrganization(ctx, {
        kind: OrganizationKind.COMMUNITY,
        name: `${community.name}居委会`,
        communityId: community.id,
      });
    const { password } = demoSignIns[0]!;
    await createAccount(ctx, {
      role: Role.STREET_STAFF,
      name: `${name}调度`,
      login: street.login,
      password,
    });
  });
}

function gridsOf({ code, name, nameEn, box, columns }: SmallStreet): FeatureCollection<Polygon> {
  const [west, south, east, north] = box;
  const width = (east - west) / columns;
  const edge = (column: number) => (column === columns ? east : west + column * width);
  return {
    type: 'FeatureCollection',
    features: Array.from({ length: columns }, (_, column) => ({
      type: 'Feature',
      geometry: rectangle([edge(column), south, edge(column + 1), north]),
      properties: {
        kind: 'grid',
        code: `${code}001${String(column + 1).padStart(3, '0')}`,
        name: `${name}第${column + 1}网格`,
        nameEn: `${nameEn} grid ${column + 1}`,
        communityCode: `${code}001`,
        communityName: `${name.replace('街道', '')}社区`,
        households: 500,
        elders: 40,
      },
    })),
  };
}

const rectangle = ([west, south, east, north]: readonly [
  number,
  number,
  number,
  number,
]): Polygon => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ],
});
