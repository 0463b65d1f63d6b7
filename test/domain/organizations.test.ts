import { randomUUID } from 'node:crypto';
import { OrganizationKind, Sector } from '../../src/domain/organizations/organization.ts';
import {
  joinOrganization,
  leaveOrganization,
  type NewOrganization,
} from '../../src/domain/organizations/service.ts';
import { importGrids } from '../../src/domain/territory/importing.ts';
import { listCommunities } from '../../src/domain/territory/service.ts';
import { openOffice, type Office } from '../support/office.ts';
import { box, cell, collection } from '../support/squares.ts';

const MEMBERS = `query ($kind: OrganizationKind) {
  organizations(kind: $kind) { kind sector name parent { name } joinedAt leftAt } }`;
const company = { kind: OrganizationKind.COMPANY, sector: Sector.EXPRESS, name: '顺达速运' };

let office: Office;
let streetId: string;

beforeEach(async () => {
  office = await openOffice();
  streetId = (await office.found()).id;
});
afterEach(async () => office.close());

const join = async (member: NewOrganization, street = streetId) =>
  office.inStreet(street, (ctx) => joinOrganization(ctx, member));
const members = async (variables: object = {}, street = streetId) =>
  (await office.clientFor(street, 'PARTNER')(MEMBERS, { ...variables })).data!.organizations;

test('a company joins, its site joins under it, and both are listed by kind', async () => {
  const { id } = await join(company);
  await join({
    kind: OrganizationKind.SITE,
    sector: Sector.EXPRESS,
    name: '顺达一站',
    parentId: id,
  });
  const joinedAt = office.clock.now().toISOString();
  expect(await members({ kind: 'SITE' })).toEqual([
    {
      kind: 'SITE',
      sector: 'EXPRESS',
      name: '顺达一站',
      parent: { name: '顺达速运' },
      joinedAt,
      leftAt: null,
    },
  ]);
  expect(await members()).toHaveLength(2);
});

test('a community is a member that names its community', async () => {
  await office.inStreet(streetId, (ctx) =>
    importGrids(ctx, { featureCollection: collection(cell(1, [box(0, 0, 1, 1)])), crs: 'wgs84' }),
  );
  const [community] = await office.inStreet(streetId, listCommunities);
  await join({ kind: OrganizationKind.COMMUNITY, name: '方格社区', communityId: community!.id });
  expect(await members()).toMatchObject([{ kind: 'COMMUNITY', sector: null, name: '方格社区' }]);
});

test('a member that left is no longer listed, and may come back under its name', async () => {
  const { id } = await join(company);
  office.clock.advance(1_000);
  const leave = async () => office.inStreet(streetId, (ctx) => leaveOrganization(ctx, id));
  expect((await leave()).leftAt).toEqual(office.clock.now());
  expect(await members()).toEqual([]);
  await expect(leave()).rejects.toMatchObject({ code: 'ORGANIZATION_LEFT' });
  await join(company);
  expect(await members()).toHaveLength(1);
});

test.each<[string, NewOrganization, string]>([
  [
    'a company without a sector',
    { kind: OrganizationKind.COMPANY, name: '某公司' },
    'INVALID_INPUT',
  ],
  [
    'a department with a sector',
    { kind: OrganizationKind.DEPARTMENT, sector: Sector.FREIGHT, name: '某科' },
    'INVALID_INPUT',
  ],
  [
    'a community that names none',
    { kind: OrganizationKind.COMMUNITY, name: '某社区' },
    'INVALID_INPUT',
  ],
  ['a name of blanks', { ...company, name: '  ' }, 'INVALID_INPUT'],
  ['a company nobody knows', { ...company, parentId: randomUUID() }, 'NOT_FOUND'],
])('%s is refused', async (_, member, code) => {
  await expect(join(member)).rejects.toMatchObject({ code });
});

test('a member joins once, in each street office for itself', async () => {
  const { id } = await join(company);
  await expect(join(company)).rejects.toMatchObject({ code: 'ORGANIZATION_EXISTS' });
  const other = (await office.found({ code: '320199002' })).id;
  expect(await members({}, other)).toEqual([]);
  await join(company, other);
  expect(await members({}, other)).toHaveLength(1);
  const site = { kind: OrganizationKind.SITE, sector: Sector.EXPRESS, name: '二站', parentId: id };
  await expect(join(site, other)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
