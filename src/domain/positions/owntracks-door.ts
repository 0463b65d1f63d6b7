import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../platform/errors.ts';
import type { Door, Entrance } from '../../platform/http/door.ts';
import { fixesOf } from './owntracks.ts';
import { recognizeTracker } from './recognizing.ts';
import { tellPositions } from './reporting.ts';
import { OWNTRACKS_PATH } from './trackers.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const statuses: Readonly<Record<string, number>> = { TOKEN_INVALID: 401, TOO_MANY_TRIES: 429 };

/**
 * Takes positions from phones that run OwnTracks in HTTP mode: password is the tracker token, the user whatever the phone says.
 * What is well-formed is answered 200 and `[]` even when a stage drops it: otherwise the app would send it for ever.
 */
export const owntracksDoor: Door = {
  open(server: FastifyInstance, entrance: Entrance): void {
    server.post(OWNTRACKS_PATH, { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) =>
      receive(entrance, request, reply).catch((error: unknown) => refused(error, reply)),
    );
  },
};

async function receive(
  { platform }: Entrance,
  { headers, ip, body }: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const ctx = await recognizeTracker(platform, tokenOf(headers.authorization), ip);
  const fixes = fixesOf(body);
  if (!fixes) return reply.code(400).send([]);
  if (fixes.length > 0) await tellPositions(ctx, { riderId: ctx.actor!.riderId!, fixes });
  return reply.send([]);
}

/** The token of `Bearer <token>`, or the password of `Basic <user:password>`; otherwise empty. */
export function tokenOf(authorization = ''): string {
  const [scheme = '', credentials = ''] = authorization.trim().split(/\s+/);
  if (/^bearer$/i.test(scheme)) return credentials;
  if (!/^basic$/i.test(scheme)) return '';
  const told = Buffer.from(credentials, 'base64').toString('utf8');
  return told.slice(told.indexOf(':') + 1);
}

function refused(error: unknown, reply: FastifyReply): FastifyReply {
  if (!(error instanceof Refusal)) throw error;
  const status = statuses[error.code] ?? 400;
  if (status === 401) reply.header('www-authenticate', 'Basic realm="red-bridge", charset="UTF-8"');
  const wait = error.facts?.retryAfterSeconds;
  if (status === 429 && typeof wait === 'number') reply.header('retry-after', String(wait));
  return reply.code(status).send([]);
}
