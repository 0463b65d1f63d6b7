import type { FeatureCollection, MultiPolygon } from 'geojson';
import { Role } from '../domain/access/account.ts';
import { createAccount } from '../domain/access/service.ts';
import { keepRoads } from '../domain/coverage/roads.ts';
import { OrganizationKind, type Sector } from '../domain/organizations/organization.ts';
import { joinOrganization } from '../domain/organizations/service.ts';
import { prepareStreet } from '../domain/requests/street.ts';
import { openStation } from '../domain/stations/service.ts';
import { importGrids } from '../domain/territory/importing.ts';
import { createStreet, findStreet, listCommunities } from '../domain/territory/service.ts';
import { systemActor, type Actor, type Context, type Platform } from '../platform/context.ts';
import { acting } from './acting.ts';
import alliance from './alliance.json' with { type: 'json' };
import { Chance } from './chance.ts';
import { staffName } from './people.ts';
import { demoSignIns, signInOf } from './sign-ins.ts';
import { demoStreet, type DemoStreet } from './street.ts';

/** The street of the demo, set up once: what is there already stays. Everything but the street itself comes in one transaction. */
export async function buildStreet(
  platform: Platform,
  people: (ctx: Context, town: DemoStreet) => Promise<void>,
): Promise<Actor> {
  const town = demoStreet();
  const actor = await ownerOf(platform, town.street);
  await acting(platform, actor, async (ctx) => {
    if (await isBuilt(ctx)) return;
    await prepareStreet(ctx);
    await importGrids(ctx, {
      featureCollection: joined(town.communities, town.grids),
      crs: 'wgs84',
    });
    await keepRoads(ctx, town.roadgraph);
    await formAlliance(ctx);
    for (const station of town.stations) await openStation(ctx, station);
    await hireStaff(ctx);
    await people(ctx, town);
  });
  return actor;
}

/** The platform at work in that street, which is set up if it is not there. */
export async function ownerOf(
  platform: Platform,
  street: { code: string; name: string; nameEn: string; outline: MultiPolygon },
): Promise<Actor> {
  const { id } = await acting(
    platform,
    null,
    async (ctx) => (await findStreet(ctx, street.code)) ?? createStreet(ctx, street),
  );
  return systemActor(id);
}

export const isBuilt = async ({ em }: Context): Promise<boolean> =>
  (await em.execute<unknown[]>('select 1 from account limit 1')).length > 0;

const joined = (...parts: FeatureCollection[]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: parts.flatMap(({ features }) => features),
});

/** 联盟: the office, its departments, the communities, and the 24 companies and sites. */
async function formAlliance(ctx: Context): Promise<void> {
  const office = await joinOrganization(ctx, {
    kind: OrganizationKind.STREET_OFFICE,
    name: '红桥街道办事处',
    nameEn: 'Hongqiao Street Office',
  });
  for (const [name, nameEn] of [
    ['党建工作办公室', 'Party Building Office'],
    ['民政服务科', 'Civil Affairs Section'],
    ['平安法治办公室', 'Safety and Law Office'],
  ] as const)
    await joinOrganization(ctx, {
      kind: OrganizationKind.DEPARTMENT,
      name,
      nameEn,
      parentId: office.id,
    });
  for (const { id, name, nameEn } of await listCommunities(ctx))
    await joinOrganization(ctx, {
      kind: OrganizationKind.COMMUNITY,
      name: `${name}居委会`,
      nameEn: `${nameEn} Office`,
      communityId: id,
    });
  const members = new Map<string, string>();
  for (const member of alliance.members) {
    const { name, nameEn, parent } = member;
    const { id } = await joinOrganization(ctx, {
      kind: member.kind as OrganizationKind,
      sector: member.sector as Sector,
      name,
      nameEn,
      ...(parent && { parentId: members.get(parent)! }),
    });
    members.set(name, id);
  }
}

/** The office's own people: one known dispatcher and analyst, a worker for each community, a partner. */
async function hireStaff(ctx: Context): Promise<void> {
  const chance = new Chance(7);
  const communities = await listCommunities(ctx);
  await createAccount(ctx, signInOf(Role.STREET_STAFF));
  await createAccount(ctx, signInOf(Role.ANALYST));
  const [company] = await ctx.em.execute<{ id: string }[]>(
    `select id from organization where kind = 'COMPANY' and name = ?`,
    [alliance.members[0]!.name],
  );
  await createAccount(ctx, { ...signInOf(Role.PARTNER), organizationId: company!.id });
  const [first, ...others] = communities;
  await createAccount(ctx, { ...signInOf(Role.COMMUNITY_STAFF), communityIds: [first!.id] });
  const { password } = demoSignIns[0]!;
  for (const [index, { id }] of others.entries())
    await createAccount(ctx, {
      role: Role.COMMUNITY_STAFF,
      name: staffName(chance),
      login: `community${String(index + 2).padStart(2, '0')}@hongqiao`,
      password,
      communityIds: [id],
    });
}
