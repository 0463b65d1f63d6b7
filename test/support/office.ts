import { randomUUID } from 'node:crypto';
import type { EntityClass } from '@mikro-orm/postgresql';
import { demoStreet } from '../../src/demo/street.ts';
import { roles } from '../../src/domain/access/roles.ts';
import { Organization } from '../../src/domain/organizations/organization.ts';
import { Station } from '../../src/domain/stations/station.ts';
import { Community } from '../../src/domain/territory/community.ts';
import { Grid } from '../../src/domain/territory/grid.ts';
import { createStreet, type NewStreet } from '../../src/domain/territory/service.ts';
import { Street } from '../../src/domain/territory/street.ts';
import { ManualClock } from '../../src/platform/clock.ts';
import {
  contextFor,
  systemActor,
  type Actor,
  type Context,
  type Platform,
} from '../../src/platform/context.ts';
import { openDatabase } from '../../src/platform/database/orm.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { clientOf } from './client.ts';
import { testDatabase } from './database.ts';
import { testTools } from './tools.ts';
import { wholeSchema } from './whole-schema.ts';

const entities: EntityClass<object>[] = [Street, Community, Grid, Station, Organization];

/** Street offices that know where they are and who belongs to them, and nothing more. */
export async function openOffice() {
  const { url } = await testDatabase();
  const clock = new ManualClock(new Date('2026-03-02T00:00:00Z'));
  const orm = await openDatabase(url, entities);
  const platform: Platform = {
    orm,
    clock,
    committed: () => undefined,
    follow: () => {
      throw new Error('nobody follows the feed here');
    },
    ...testTools(),
  };
  const schema = await wholeSchema();
  const clientFor = (streetId: string, role: Actor['role']) =>
    clientOf(schema, platform, {
      ...systemActor(streetId),
      accountId: randomUUID(),
      role,
      may: new Set(roles[role]),
    });
  return {
    platform,
    clock,
    clientFor,
    found: async (street: Partial<NewStreet> = {}) =>
      createStreet(contextFor(platform, null), { ...demoStreet().street, ...street }),
    /** Does something as the platform itself inside one street, in one transaction. */
    async inStreet<T>(streetId: string, work: (ctx: Context) => Promise<T>): Promise<T> {
      const ctx = contextFor(platform, systemActor(streetId));
      return inTransaction(ctx.em, async () => work(ctx));
    },
    close: async () => orm.close(true),
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
