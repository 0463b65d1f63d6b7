import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileStore } from '../../src/platform/files/file-store.ts';
import { folderStore } from '../../src/platform/files/folder-store.ts';
import { FileStoreRefused, s3Store } from '../../src/platform/files/s3-store.ts';

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' };
const KEY = '0b0e/photos/a-1.jpg';
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** A bucket as the S3 protocol has it: keeps bytes for whoever signs as AWS Signature Version 4 says, computed here anew. */
class LocalBucket {
  readonly kept = new Map<string, { bytes: Buffer; type: string | undefined }>();
  /** How many of the next answers are a server's own error. */
  failures = 0;
  private readonly server: Server = createServer(
    (request, reply) => void this.reply(request, reply),
  );

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close = () => new Promise((resolve) => this.server.close(resolve));

  private async reply(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const status = this.answer(request, await bodyOf(request));
    const isRead = request.method === 'GET' && status === 200;
    reply.writeHead(status).end(isRead ? this.kept.get(request.url!)!.bytes : '');
  }

  private answer(request: IncomingMessage, body: Buffer): number {
    if (this.failures > 0) {
      this.failures--;
      return 503;
    }
    if (!isSigned(request, body)) return 403;
    const path = request.url!;
    if (request.method === 'PUT')
      this.kept.set(path, { bytes: body, type: request.headers['content-type'] });
    if (request.method === 'DELETE') return this.kept.delete(path) ? 204 : 404;
    return this.kept.has(path) ? 200 : 404;
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html */
function isSigned({ method, url, headers }: IncomingMessage, body: Buffer): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/(\d{8})\/cn-east\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;
  const [, day, signed, signature] = form.exec(headers.authorization ?? '') ?? [];
  if (!day || !signed) return false;
  const told = String(headers['x-amz-content-sha256']);
  if (told !== 'UNSIGNED-PAYLOAD' && told !== sha256(body)) return false;
  const names = signed.split(';');
  const canonical = [
    method,
    url,
    '',
    ...names.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signed,
    told,
  ].join('\n');
  const scope = `${day}/cn-east/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const hmac = (key: Buffer | string, text: string) =>
    createHmac('sha256', key).update(text).digest();
  const key = [day, 'cn-east', 's3', 'aws4_request'].reduce<Buffer | string>(
    hmac,
    `AWS4${KEYS.secretAccessKey}`,
  );
  return hmac(key, toSign).toString('hex') === signature;
}

const bucket = new LocalBucket();
let endpoint: string;
beforeAll(async () => {
  endpoint = await bucket.open();
});
afterAll(() => bucket.close());
beforeEach(() => bucket.kept.clear());

const inBucket = (keys = KEYS) =>
  s3Store({ endpoint, bucket: 'red-bridge', region: 'cn-east', ...keys });
const stores: [string, () => FileStore][] = [
  ['a folder', () => folderStore(mkdtempSync(join(tmpdir(), 'store-')))],
  ['a bucket', () => inBucket()],
];

describe.each(stores)('in %s', (_, open) => {
  test('a file is read as it was written, until it is removed', async () => {
    const store = open();
    const bytes = Buffer.from([0, 255, 13, 10, 128]);
    expect(await store.get(KEY)).toBeUndefined();
    await store.put(KEY, bytes, 'image/jpeg');
    expect(await store.get(KEY)).toEqual(bytes);
    await store.remove(KEY);
    await store.remove(KEY);
    expect(await store.get(KEY)).toBeUndefined();
  });

  test.each(['../a.jpg', '/etc/passwd', 'a/../../b.jpg', 'a//b.jpg', 'a', ''])(
    '%j is no key',
    async (key) => {
      await expect((async () => open().get(key))()).rejects.toThrow('not the key of a file');
    },
  );
});

test('a bucket is told the type, under its own name, by a signature that S3 would accept', async () => {
  await inBucket().put(KEY, Buffer.from('x'), 'image/jpeg');
  expect([...bucket.kept]).toEqual([
    [`/red-bridge/${KEY}`, { bytes: Buffer.from('x'), type: 'image/jpeg' }],
  ]);
});

test('a bucket that stumbles is asked again; one that refuses is an error', async () => {
  bucket.failures = 1;
  await inBucket().put(KEY, Buffer.from('x'), 'image/jpeg');
  expect(await inBucket().get(KEY)).toEqual(Buffer.from('x'));
  const stranger = inBucket({ ...KEYS, secretAccessKey: 'another' });
  await expect(stranger.get(KEY)).rejects.toThrow(FileStoreRefused);
  await expect(stranger.put(KEY, Buffer.from('y'), 'image/jpeg')).rejects.toThrow(FileStoreRefused);
  await expect(stranger.remove(KEY)).rejects.toThrow(FileStoreRefused);
});
