import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context, Platform } from '../context.ts';

/** What a door of its own leans on, since it does not pass through GraphQL. */
export interface Entrance {
  readonly platform: Platform;
  /** The context of whoever holds the bearer token of the request; nobody's when it speaks for nobody. */
  readonly contextOf: (request: FastifyRequest) => Promise<Context>;
}

/** A way into the service beside GraphQL, for what GraphQL carries badly: files, and devices that speak a format of their own. */
export interface Door {
  open(server: FastifyInstance, entrance: Entrance): void;
}
