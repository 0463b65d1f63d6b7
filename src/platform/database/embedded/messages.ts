/** What the child process is told when it starts, as JSON in its first argument. */
export interface Order {
  readonly dataDir: string | undefined;
  readonly port: number;
  readonly template: string | undefined;
  readonly lockWaitMs: number;
  readonly tidyEveryMs: number;
}

/** What the parent may ask later; it ends the child by disconnecting. */
export interface Request {
  readonly type: 'SAVE';
  readonly file: string;
}

export type Answer =
  | { readonly type: 'READY'; readonly url: string }
  | { readonly type: 'SAVED' }
  | { readonly type: 'FAILED'; readonly reason: string };
