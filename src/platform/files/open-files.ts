import type { FileStore } from './file-store.ts';
import { folderStore } from './folder-store.ts';
import { s3Store, type Bucket } from './s3-store.ts';

/** Where files go: a bucket when one is set, a folder of this machine otherwise. */
export const openFiles = (bucket: Bucket | undefined, folder: string): FileStore =>
  bucket ? s3Store(bucket) : folderStore(folder);
