import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The law: a folder may import from itself and from the folders named beside it. */
const mayUse: Record<string, string[]> = {
  geo: [],
  dispatch: ['geo'],
  platform: [],
  domain: ['geo', 'dispatch', 'platform'],
  demo: ['geo', 'platform', 'domain'],
  app: ['geo', 'dispatch', 'platform', 'domain', 'demo'],
  play: ['geo', 'web'],
  web: ['geo'],
};
const pureFiles = [...globSync('src/{geo,dispatch}/**/*.ts'), ...globSync('src/domain/*/rules.ts')];
const purePackages = [/^@turf\//, /^kdbush$/, /^geokdbush$/, /^gcoord$/, /^geojson$/];
const sources = globSync('src/**/*.{ts,tsx}').filter((file) => !file.endsWith('.d.ts'));

const textOf = (file: string) => readFileSync(file, 'utf8');
const imports = (file: string) =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path]) => path!);
const localImports = (file: string) =>
  imports(file)
    .filter((path) => path.startsWith('.'))
    .map((path) => normalize(join(dirname(file), path)));
const folder = (file: string) => file.split('/')[1]!;
const where = (pattern: RegExp, homes: (file: string) => boolean) =>
  sources.filter((file) => !homes(file) && pattern.test(textOf(file)));

test.each(Object.keys(mayUse))('src/%s uses only what the law allows', (name) => {
  const allowed = [name, ...mayUse[name]!];
  const strangers = globSync(`src/${name}/**/*.{ts,tsx}`).flatMap((file) =>
    localImports(file)
      .filter((target) => target.startsWith('src/') && !allowed.includes(folder(target)))
      .map((target) => `${file} -> ${target}`),
  );
  expect(strangers).toEqual([]);
});

test('geo, dispatch and every rules.ts are pure', () => {
  const impure = pureFiles.flatMap((file) => {
    const foreign = imports(file).filter(
      (path) => !path.startsWith('.') && !purePackages.some((pure) => pure.test(path)),
    );
    const ambient = textOf(file).match(/\bDate\.now|new Date\(\)|Math\.random|process\.|fetch\(/g);
    return [...foreign, ...(ambient ?? [])].map((what) => `${file}: ${what}`);
  });
  expect(impure).toEqual([]);
});

test('only the dispatching of requests knows both the engine and the database', () => {
  const users = globSync('src/domain/**/*.ts').filter((file) =>
    localImports(file).some((target) => folder(target) === 'dispatch'),
  );
  expect(users.filter((file) => !file.startsWith('src/domain/requests/'))).toEqual([]);
});

test('only main.ts and cli.ts read the environment', () => {
  const home = (file: string) => /^src\/(main|cli)\.ts$/.test(file);
  expect(where(/process\.env/, home)).toEqual([]);
});

test('only the clock asks for the time', () => {
  const home = (file: string) => /^src\/(platform\/clock\.ts|web|play)/.test(file);
  expect(where(/new Date\(\)|Date\.now\(\)/, home)).toEqual([]);
});

test('only the sequencer notifies', () => {
  expect(where(/pg_notify/, (file) => file === 'src/platform/feed/numbering.ts')).toEqual([]);
});

test('the services of features ask each other in one direction', () => {
  const asks = new Map<string, Set<string>>();
  for (const file of globSync('src/domain/*/*.ts'))
    for (const target of localImports(file).filter((path) => path.startsWith('src/domain/')))
      if (asksForWork(target) && feature(target) !== feature(file))
        asks.set(feature(file), (asks.get(feature(file)) ?? new Set()).add(feature(target)));
  expect(circleIn(asks)).toBeUndefined();
});

test('files are small', () => {
  const lengths = sources.map((file) => textOf(file).split('\n').length - 1);
  const long = sources.filter((_, index) => lengths[index]! > 300);
  const median = lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]!;
  expect(long).toEqual([]);
  expect(median).toBeLessThanOrEqual(80);
});

const feature = (file: string) => file.split('/')[2]!;
/** Nouns, doors and catalogues may be imported freely; everything else does work. */
const asksForWork = (target: string) => /(service|ing)\.ts$/.test(target);

function circleIn(asks: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const walk = (path: string[]): string[] | undefined => {
    for (const next of asks.get(path.at(-1)!) ?? []) {
      if (path.includes(next)) return [...path, next];
      const circle = walk([...path, next]);
      if (circle) return circle;
    }
    return undefined;
  };
  for (const start of asks.keys()) {
    const circle = walk([start]);
    if (circle) return circle;
  }
  return undefined;
}
