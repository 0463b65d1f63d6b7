import type { GraphQLSchema } from 'graphql';
import { contextFor, type Actor, type Context, type Platform } from '../platform/context.ts';
import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';

/** The running service, as its transports see it. */
export interface Parts {
  readonly config: Config;
  readonly log: Log;
  readonly platform: Platform;
  readonly schema: GraphQLSchema;
  /** Who a token speaks for; refuses a token that is not ours, has expired or was revoked. */
  readonly authenticate: (token: string) => Promise<Actor>;
}

/** The context of one operation of whoever holds this token. */
export async function contextOf(parts: Parts, token: string | undefined, origin: string): Promise<Context> {
  return contextFor(parts.platform, token ? await parts.authenticate(token) : null, origin);
}
