import type { GraphQLSchema } from 'graphql';
import { contextFor, type Actor, type Context, type Platform } from '../platform/context.ts';
import type { Config } from '../platform/config.ts';
import { Refusal } from '../platform/errors.ts';
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

/**
 * The context of one operation of whoever holds this token. A token that speaks for nobody (any more) is none: signing in
 * and refreshing still work with it, all else asks to sign in.
 */
export async function contextOf(
  { platform, authenticate }: Parts,
  token: string | undefined,
  origin: string,
): Promise<Context> {
  const actor = token ? await authenticate(token).catch(nobody) : null;
  return contextFor(platform, actor, origin);
}

function nobody(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}
