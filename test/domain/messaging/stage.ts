import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { entities } from '../../../src/app/features.ts';
import { wholeSchema } from '../../support/whole-schema.ts';
import { accountCell } from '../../../src/domain/access/account.ts';
import { permissionsOf } from '../../../src/domain/access/roles.ts';
import { climbOffers } from '../../../src/domain/messaging/climbing.ts';
import { reactions } from '../../../src/domain/messaging/reactions.ts';
import { sendDue } from '../../../src/domain/messaging/sending.ts';
import { reactions as requestReactions } from '../../../src/domain/requests/reactions.ts';
import {
  contextFor,
  systemActor,
  type Actor,
  type Context,
  type Platform,
} from '../../../src/platform/context.ts';
import { seal } from '../../../src/platform/crypto/seal.ts';
import { openDatabase } from '../../../src/platform/database/orm.ts';
import { inTransaction } from '../../../src/platform/database/transaction.ts';
import { startFeed } from '../../../src/platform/feed/feed.ts';
import { clientOf } from '../../support/client.ts';
import { openFakeGateways } from '../../support/fake-gateways.ts';
import type { CollectedSms } from '../../support/tools.ts';
import { until } from '../../support/until.ts';
import { peopleIn } from '../requests-people.ts';
import { openRequestsStage } from '../requests-stage.ts';

/** A street with everything, its reactions running, its gateways on a local port, and messages sent when the test says so. */
export async function openMessagingStage() {
  const base = await openRequestsStage();
  const orm = await openDatabase(String(base.platform.orm.config.get('clientUrl')), entities);
  const schema = await wholeSchema();
  const feedDoor: { committed: () => void } = { committed: () => undefined };
  const platform: Platform = { ...base.platform, orm, committed: () => feedDoor.committed() };
  const town = await base.found('320199001', 118.77);
  const { streetId } = town;
  const gateways = await openFakeGateways(() => base.clock.now());
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const feed = startFeed(platform, {
    reactions: [...requestReactions, ...reactions],
    timers: [],
    log,
    retryMs: 5,
  });
  feedDoor.committed = feed.committed;
  const people = peopleIn(base, town);
  const as = (actor: Actor) => clientOf(schema, platform, actor);
  const inStreet = async <T>(work: (ctx: Context) => Promise<T>): Promise<T> => {
    const ctx = contextFor(platform, systemActor(streetId));
    const result = await inTransaction(ctx.em, async () => work(ctx));
    platform.committed();
    return result;
  };
  const staffId = await town.account('STREET_STAFF');
  const actorOf = (role: Exclude<Actor['role'], 'SYSTEM'>, more: Partial<Actor>): Actor => ({
    ...systemActor(streetId),
    role,
    may: permissionsOf(role),
    ...more,
  });
  return {
    ...{ platform, town, people, gateways, inStreet, streetId, clock: base.clock, sql: base.sql },
    sms: base.platform.sms as CollectedSms,
    staff: as(actorOf('STREET_STAFF', { accountId: staffId })),
    as: (role: Exclude<Actor['role'], 'SYSTEM'>, more: Partial<Actor>) => as(actorOf(role, more)),
    send: () => sendDue(platform, streetId),
    climb: () => inStreet(climbOffers),
    async register(input: Record<string, unknown>): Promise<string> {
      const answer = await as(actorOf('STREET_STAFF', { accountId: staffId }))(REGISTER, {
        input,
        key: randomUUID(),
      });
      if (answer.errors) throw new Error(JSON.stringify(answer.errors));
      return answer.data!.registerChannel.id as string;
    },
    /** Gives an account a phone. */
    phone: (accountId: string, phone: string) =>
      base.sql('update account set phone_sealed = ?, phone_digest = ? where id = ?', [
        seal(platform.keys, accountCell('phone', accountId), phone),
        Buffer.from(accountId),
        accountId,
      ]),
    /** Waits until so many messages of a template were queued. */
    queued: (template: string, count: number) =>
      until(
        async () =>
          (await base.sql('select 1 as one from message where template = ?', [template])).length >=
          count,
      ),
    async close() {
      await feed.stop();
      await gateways.close();
      await orm.close(true);
      await base.close();
    },
  };
}

export type MessagingStage = Awaited<ReturnType<typeof openMessagingStage>>;

export const REGISTER = `mutation ($input: RegisterChannelInput!, $key: ID!) {
  registerChannel(input: $input, idempotencyKey: $key) { id kind name host topics language } }`;
