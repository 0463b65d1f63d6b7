/** What the child process is to open. */
export interface Order {
  readonly dataDir: string | undefined;
  readonly port: number;
  readonly password: string;
  readonly template: string | undefined;
  readonly lockWaitMs: number;
  readonly tidyEveryMs: number;
}

/** What the parent asks, one after another; it ends the child by disconnecting. */
export type Request =
  | { readonly type: 'OPEN'; readonly order: Order }
  | { readonly type: 'SAVE'; readonly file: string };

export type Answer =
  | { readonly type: 'OPENED'; readonly port: number }
  | { readonly type: 'SAVED' }
  | { readonly type: 'FAILED'; readonly reason: string };
