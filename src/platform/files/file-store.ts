/**
 * 文件存放: keeps files by a key made of ids and slashes. A key is written once and never changed; what is not there reads as
 * undefined, and removing it again is no error.
 */
export interface FileStore {
  put(key: string, bytes: Buffer, contentType: string): Promise<void>;
  get(key: string): Promise<Buffer | undefined>;
  remove(key: string): Promise<void>;
}

const safe = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*\.[a-z0-9]{1,8}$/;

/** A key that cannot lead out of the store; throws on any other, since keys are made of our own ids. */
export function checkedKey(key: string): string {
  if (!safe.test(key)) throw new Error('not the key of a file');
  return key;
}
