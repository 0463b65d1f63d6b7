import { AwsClient } from 'aws4fetch';
import { checkedKey, type FileStore } from './file-store.ts';

/** A bucket of any store that speaks S3, addressed by path: `endpoint/bucket/key`. */
export interface Bucket {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How long one exchange may take, in milliseconds. */
const PATIENCE_MS = 10_000;
const RETRIES = 2;

/** The store answered, and not with what was asked for. */
export class FileStoreRefused extends Error {
  constructor(method: string, status: number) {
    super(`the file store answered ${method} with ${status}`);
  }
}

/** Files in an S3-compatible bucket, each request signed (AWS Signature Version 4); errors of the store's are tried again. */
export function s3Store({ endpoint, bucket, region, ...keys }: Bucket): FileStore {
  const client = new AwsClient({ ...keys, region, service: 's3', retries: RETRIES });
  const urlOf = (key: string) => `${endpoint.replace(/\/+$/, '')}/${bucket}/${checkedKey(key)}`;
  const ask = (method: string, key: string, init: RequestInit = {}) =>
    client.fetch(urlOf(key), { method, signal: AbortSignal.timeout(PATIENCE_MS), ...init });
  return {
    async put(key, bytes, contentType) {
      const headers = { 'content-type': contentType };
      const answer = await ask('PUT', key, { body: new Uint8Array(bytes), headers });
      await answer.body?.cancel();
      if (!answer.ok) throw new FileStoreRefused('PUT', answer.status);
    },
    async get(key) {
      const answer = await ask('GET', key);
      if (answer.ok) return Buffer.from(await answer.arrayBuffer());
      await answer.body?.cancel();
      if (answer.status === 404) return undefined;
      throw new FileStoreRefused('GET', answer.status);
    },
    async remove(key) {
      const answer = await ask('DELETE', key);
      await answer.body?.cancel();
      if (!answer.ok && answer.status !== 404) throw new FileStoreRefused('DELETE', answer.status);
    },
  };
}
