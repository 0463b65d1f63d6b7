import type { Bucket } from './files/s3-store.ts';
import { networksOf } from './gateways/networks.ts';
import { settingsMissing, type SmsSettings } from './sms/sms-settings.ts';

/** What the operator may set. Read once, at start, by `main.ts` and `cli.ts`. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** A real PostgreSQL with PostGIS; absent: the embedded one, with its data under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly demo: boolean;
  /** How many times faster than the wall clock the demo day runs. */
  readonly demoSpeed: number;
  /** 32 bytes as base64; absent: made at the first start and kept under `dataDir`. */
  readonly masterKey: string | undefined;
  readonly logLevel: string;
  readonly introspection: boolean;
  /** Web origins beside our own that may open sockets. */
  readonly allowedOrigins: readonly string[];
  readonly sms: SmsSettings;
  /** Where files go; absent: a folder under `dataDir`. */
  readonly bucket: Bucket | undefined;
  /** A router that speaks OSRM's `/table`; absent: the street's own roads. */
  readonly roadTableUrl: string | undefined;
  /** Networks inside (CIDR) that messages may be sent to, over http too. */
  readonly outgoingNetworks: readonly string[];
}

export class InvalidConfig extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings; throws `InvalidConfig` that names every wrong one. */
export function readConfig(environment: Environment): Config {
  const wrong: string[] = [];
  const read = reader(environment, wrong);
  const config: Config = {
    port: read('PORT', '4000', wholeNumber(0, 65_535)),
    host: read('HOST', '0.0.0.0', text),
    databaseUrl: read('DATABASE_URL', '', postgresUrl) || undefined,
    dataDir: read('DATA_DIR', '.data', text),
    demo: read('DEMO', 'on', onOff),
    demoSpeed: read('DEMO_SPEED', '4', wholeNumber(1, 600)),
    masterKey: read('MASTER_KEY', '', key) || undefined,
    logLevel: read('LOG_LEVEL', 'info', oneOf('debug', 'info', 'warn', 'error', 'silent')),
    introspection: read('INTROSPECTION', 'on', onOff),
    allowedOrigins: read('ALLOWED_ORIGINS', '', text).split(',').filter(Boolean),
    sms: readSms(read),
    bucket: readBucket(read, wrong),
    roadTableUrl: read('ROAD_TABLE_URL', '', webUrl).replace(/\/+$/, '') || undefined,
    outgoingNetworks: read('OUTGOING_NETWORKS', '', networks),
  };
  const missing = settingsMissing(config.sms);
  if (missing) wrong.push(`  SMS_GATEWAY: 还须设置 / also needs ${missing}`);
  if (wrong.length > 0) throw new InvalidConfig(`配置有误 / wrong settings:\n${wrong.join('\n')}`);
  return config;
}

type Parse<T> = (value: string) => T;
class Wrong extends Error {}

const reader =
  (environment: Environment, wrong: string[]) =>
  <T>(name: string, otherwise: string, parse: Parse<T>): T => {
    try {
      return parse(environment[name] || otherwise);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      wrong.push(`  ${name}: ${error.message}`);
      return parse(otherwise);
    }
  };

function readBucket(read: ReturnType<typeof reader>, wrong: string[]): Bucket | undefined {
  const bucket = {
    endpoint: read('FILES_ENDPOINT', '', webUrl),
    bucket: read('FILES_BUCKET', '', text),
    region: read('FILES_REGION', 'us-east-1', text),
    accessKeyId: read('FILES_KEY_ID', '', text),
    secretAccessKey: read('FILES_SECRET', '', text),
  };
  if (!bucket.endpoint) return undefined;
  if (!bucket.bucket || !bucket.accessKeyId || !bucket.secretAccessKey)
    wrong.push('  FILES_ENDPOINT: 还须设置 / also needs FILES_BUCKET, FILES_KEY_ID, FILES_SECRET');
  return bucket;
}

const readSms = (read: ReturnType<typeof reader>): SmsSettings => ({
  gateway: read('SMS_GATEWAY', 'console', oneOf('console', 'json', 'aliyun')),
  url: read('SMS_URL', '', webUrl),
  keyId: read('SMS_KEY_ID', '', text),
  secret: read('SMS_SECRET', '', text),
  signName: read('SMS_SIGN_NAME', '', text),
  templates: read('SMS_TEMPLATES', '', pairs),
});

const text: Parse<string> = (value) => value;

const webUrl: Parse<string> = (value) => {
  if (value === '' || /^https?:$/.test(URL.parse(value)?.protocol ?? '')) return value;
  throw new Wrong('应为 https:// 地址 / an https:// address');
};

/** name=id,name=id */
const pairs: Parse<Record<string, string>> = (value) => {
  const entries = value
    .split(',')
    .filter(Boolean)
    .map((pair) => pair.trim().split('='));
  if (entries.every(([name, id, ...more]) => name && id && more.length === 0))
    return Object.fromEntries(entries) as Record<string, string>;
  throw new Wrong('应为 名称=编号,… / name=id,…');
};

const networks: Parse<string[]> = (value) => {
  const cidrs = value.split(',').filter(Boolean);
  try {
    networksOf(cidrs);
    return cidrs;
  } catch {
    throw new Wrong('应为 CIDR,… / CIDR,…');
  }
};

const wholeNumber =
  (min: number, max: number): Parse<number> =>
  (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= min && number <= max) return number;
    throw new Wrong(`应为 ${min} 到 ${max} 的整数 / a whole number from ${min} to ${max}`);
  };

const oneOf =
  <const Value extends string>(...values: Value[]): Parse<Value> =>
  (value) => {
    const found = values.find((known) => known === value);
    if (found !== undefined) return found;
    throw new Wrong(`应为其一 / one of ${values.join(', ')}`);
  };

const onOff: Parse<boolean> = (value) => oneOf('on', 'off')(value) === 'on';

const postgresUrl: Parse<string> = (value) => {
  if (value === '' || /^postgres(ql)?:\/\/\S+$/.test(value)) return value;
  throw new Wrong('应为 postgres:// 地址 / a postgres:// address');
};

const key: Parse<string> = (value) => {
  if (value === '' || Buffer.from(value, 'base64').length === 32) return value;
  throw new Wrong('应为 32 字节的 base64 / 32 bytes as base64');
};
