import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { openBase } from './app/base.ts';
import { foundStreet } from './app/founding.ts';
import { importRoadsFile } from './domain/coverage/import-file.ts';
import { importGridsFile } from './domain/territory/import-file.ts';
import { explainDecision } from './domain/requests/replaying.ts';
import { systemClock } from './platform/clock.ts';
import { InvalidConfig, readConfig } from './platform/config.ts';
import { CannotOpen } from './platform/database/embedded/child-process.ts';
import type { FeedDoor, Platform } from './platform/context.ts';
import { Refusal } from './platform/errors.ts';
import { openLog } from './platform/log.ts';
import { consoleSms } from './platform/sms/console-sms.ts';
import { playDay } from './play/play.ts';

const usage = `用法 / usage: npm run cli -- COMMAND
  migrate                                        更新数据表 / bring the tables up to date
  found street CODE --name 名称 --outline FILE --crs wgs84|gcj02|bd09 [--name-en NAME] [--login LOGIN]
                                                 新建街道和第一个账号 / set a street office up, with its first account
  import grids FILE --crs wgs84|gcj02|bd09 --street CODE [--pieces FILE]
                                                 导入网格 / import grids from GeoJSON
  import roads FILE --crs wgs84|gcj02|bd09 --street CODE
                                                 导入道路 / import roads from GeoJSON lines
  explain DECISION --street CODE                 重新计算并解释一个派单决定 / compute a stored decision again and explain it
  play DIR [--speed N] [--url URL] [--expect MINUTES]
                                                 在运行中的服务上演练一天 / play a public day of deliveries through the running service`;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const base = () =>
  openBase({
    config: readConfig(process.env),
    clock: systemClock,
    log: openLog('warn'),
    sms: consoleSms((line) => process.stdout.write(line)),
    tell: () => undefined,
  });

async function migrate(): Promise<number> {
  const { close } = await base();
  await close();
  print('数据表已是最新 / the tables are up to date');
  return 0;
}

/** Runs a command on the base, without doors. */
async function onBase(work: (platform: Platform) => Promise<number>): Promise<number> {
  const { platform, close } = await base();
  try {
    return await work({ ...platform, ...noFeed });
  } finally {
    await close();
  }
}

const importGrids = (file: string, { crs, street = '', pieces }: Options): Promise<number> =>
  onBase((platform) => importGridsFile(platform, { file, crs, street, pieces, print }));

const importRoads = (file: string, { crs, street = '' }: Options): Promise<number> =>
  onBase((platform) => importRoadsFile(platform, { file, crs, street, print }));

const found = (code: string, options: Options): Promise<number> =>
  onBase(async (platform) => {
    const { name = '', outline: outlineFile = '', crs, login = `dispatch@${code}` } = options;
    const nameEn = options['name-en'] ?? '';
    try {
      const password = await foundStreet(platform, { code, name, nameEn, outlineFile, crs, login });
      print(`${name} ${code}\n  登录 login     ${login}\n  密码 password  ${password}`);
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      print(`${error.code}: ${error.text.zh} ${error.text.en}`);
      return 1;
    }
  });

/** A command has no feed of its own: the running service numbers what it leaves in the outbox. */
const noFeed: FeedDoor = {
  committed: () => undefined,
  follow: () => {
    throw new TypeError('a command follows no feed');
  },
};

const explain = (decision: string, { street = '' }: Options): Promise<number> =>
  onBase((platform) => explainDecision(platform, { decision, street, print }));

async function play(directory: string, { speed = '60', url, expect }: Options): Promise<number> {
  const lost = await playDay({
    directory,
    speed: Number(speed),
    url: url ?? 'http://localhost:4000',
    print,
    expect: expect === undefined ? undefined : Number(expect),
  });
  return lost === 0 ? 0 : 1;
}

type Options = ReturnType<typeof read>['values'];
const read = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      crs: { type: 'string' },
      street: { type: 'string' },
      pieces: { type: 'string' },
      name: { type: 'string' },
      'name-en': { type: 'string' },
      outline: { type: 'string' },
      login: { type: 'string' },
      speed: { type: 'string' },
      url: { type: 'string' },
      expect: { type: 'string' },
    },
  });

async function run(args: string[]): Promise<number> {
  const { values, positionals } = read(args);
  const [command, first, second] = positionals;
  if (command === 'migrate') return migrate();
  if (command === 'found' && first === 'street' && second) return found(second, values);
  if (command === 'import' && first === 'grids' && second) return importGrids(second, values);
  if (command === 'import' && first === 'roads' && second) return importRoads(second, values);
  if (command === 'explain' && first) return explain(first, values);
  if (command === 'play' && first) return play(first, values);
  print(usage);
  return 2;
}

run(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    if (error instanceof CannotOpen) print(error.message);
    else if (error instanceof InvalidConfig || error instanceof TypeError)
      print(`${error.message}\n\n${usage}`);
    else process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(2);
  },
);
