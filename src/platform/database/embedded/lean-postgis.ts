import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Extension } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { cacheFile, isUnwritable, writeWhole } from './cache.ts';

const NEEDED = [
  /^lib\/postgresql\/postgis-3\.so$/,
  /^share\/postgresql\/extension\/postgis(--[\d.]+)?\.(control|sql)$/,
  /^share\/proj\/proj\.(db|ini)$/,
];
const FASTEST = 1;

/** PostGIS without raster and topology, which cost 0.35 GB of memory and a third of every start. */
export const leanPostgis: Extension = {
  name: postgis.name,
  async setup(pg, options) {
    const whole = await postgis.setup(pg, options);
    return { ...whole, bundlePath: lean(whole.bundlePath) };
  },
};

/** The part of the package that is needed; the whole of it where the part cannot be kept. */
function lean(whole: URL): URL {
  const file = cacheFile('postgis');
  try {
    if (!existsSync(file)) writeWhole(file, pack(gunzipSync(readFileSync(fileURLToPath(whole)))));
    return pathToFileURL(file);
  } catch (error) {
    if (isUnwritable(error)) return whole;
    throw error;
  }
}

const pack = (tar: Buffer): Buffer => {
  const needed = entriesOf(tar).filter(({ name }) => NEEDED.some((pattern) => pattern.test(name)));
  return gzipSync(Buffer.concat([...needed.map(({ blocks }) => blocks), END]), { level: FASTEST });
};

const BLOCK = 512;
const END = Buffer.alloc(2 * BLOCK);

interface Entry {
  readonly name: string;
  /** Header and content, as they lie in the archive. */
  readonly blocks: Buffer;
}

/** The entries of a POSIX tar archive: a block with name and octal size, then the content in whole blocks. */
function entriesOf(tar: Buffer): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; tar[at];) {
    const text = (from: number, length: number) =>
      tar.toString('utf8', at + from, at + from + length).split('\0')[0]!;
    const size = Number.parseInt(text(124, 12), 8);
    const end = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    entries.push({ name: text(0, 100), blocks: tar.subarray(at, end) });
    at = end;
  }
  return entries;
}
