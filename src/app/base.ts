import { join } from 'node:path';
import { openAttempts } from '../platform/attempts/attempts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { FeedDoor, Platform } from '../platform/context.ts';
import { keysFrom } from '../platform/crypto/keys.ts';
import { openPasswords } from '../platform/crypto/passwords.ts';
import { startEmbedded } from '../platform/database/embedded/start.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openDatabase } from '../platform/database/orm.ts';
import { openFiles } from '../platform/files/open-files.ts';
import { openGather } from '../platform/gather/gather.ts';
import { openRoadTable, type RoadTable } from '../platform/roads/road-table.ts';
import { openShelf } from '../platform/shelf/shelf.ts';
import { openGateways } from '../platform/gateways/gateways.ts';
import { openLive } from '../platform/live/live.ts';
import type { Log } from '../platform/log.ts';
import { gatewaySms } from '../platform/sms/gateway-sms.ts';
import { openSms } from '../platform/sms/open-sms.ts';
import type { SmsGateway } from '../platform/sms/sms-gateway.ts';
import type { SmsProvider } from '../platform/sms/sms-provider.ts';
import { entities } from './features.ts';
import { masterKeyOf } from './keys.ts';

/** What everything is started with; the tests bring a clock and an SMS provider of their own. */
export interface Bare {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  readonly sms: SmsProvider;
  /** Tells the person who waits what is being done. */
  readonly tell: (step: string) => void;
}

/** The service without its doors and without the feed: enough for a command. */
export interface Base {
  readonly platform: Omit<Platform, keyof FeedDoor>;
  close(): Promise<void>;
}

/** How often the map of riders is told anew. */
const PICTURE_MS = 1_000;

/** Opens the base: the database brought up to date, the keys, the parts every use case leans on. */
export async function openBase({ config, clock, log, sms, tell }: Bare): Promise<Base> {
  tell('打开数据库 / opening the database');
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded({ dataDir: join(config.dataDir, 'database') });
  const databaseUrl = config.databaseUrl ?? embedded!.url;
  tell('更新数据表 / bringing the tables up to date');
  await migrate(databaseUrl);
  const orm = await openDatabase(databaseUrl, entities);
  const gateways = openGateways(openSms(config.sms, sms), config.outgoingNetworks);
  const tools = {
    keys: keysFrom(masterKeyOf(config)),
    passwords: openPasswords(),
    attempts: openAttempts(),
    sms: smsOf(config, gateways.sms, { sms, clock, log }),
    gateways,
    files: openFiles(config.bucket, join(config.dataDir, 'files')),
    gather: openGather(),
    shelf: openShelf(),
    roadTable: roadTableOf(config, log),
    live: openLive({
      everyMs: PICTURE_MS,
      failed: (err) => log.warn({ err }, 'a live picture could not be read, tries again'),
    }),
  };
  const close = async () => {
    await orm.close(true);
    await embedded?.stop();
  };
  return { platform: { orm, clock, ...tools }, close };
}

/** A table that is late by so much is not waited for, and after a failure the router is left alone for a while. */
const TABLE_PATIENCE_MS = 500;
const TABLE_PAUSE_MS = 30_000;

const roadTableOf = ({ roadTableUrl: url }: Config, log: Log): RoadTable | undefined =>
  url === undefined
    ? undefined
    : openRoadTable({
        url,
        patienceMs: TABLE_PATIENCE_MS,
        pauseMs: TABLE_PAUSE_MS,
        failed: (reason) => log.warn({ reason }, 'the router told no table'),
      });

/** One-time codes leave by the gateway that is set. */
const smsOf = (
  { sms: { gateway: kind } }: Config,
  gateway: SmsGateway,
  { sms, clock, log }: Pick<Bare, 'sms' | 'clock' | 'log'>,
): SmsProvider => (kind === 'console' ? sms : gatewaySms({ gateway, clock, log }));
