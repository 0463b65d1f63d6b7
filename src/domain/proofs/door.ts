import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../platform/errors.ts';
import type { Door, Entrance } from '../../platform/http/door.ts';
import { refuse, refusal } from '../refusals.ts';
import { PhotoKind } from './photo.ts';
import { showPhoto } from './showing.ts';
import { addPhoto } from './uploading.ts';

const MEGABYTES = 8;
const LIMIT_BYTES = MEGABYTES * 1024 * 1024;
const pictures = ['image/jpeg', 'image/png', 'image/webp'];
/** A photo never changes, but who may see it does. */
const CACHE = 'private, max-age=300';

const statuses: Readonly<Record<string, number>> = {
  NOT_SIGNED_IN: 401,
  NOT_FOUND: 404,
  PHOTO_TOO_LARGE: 413,
  PHOTO_UNREADABLE: 415,
  TOO_MANY_TRIES: 429,
};

type Upload = FastifyRequest<{ Querystring: { kind?: string } }>;
type Look = FastifyRequest<{ Params: { id: string } }>;

/** `POST /photos` with a picture as the body (`?kind=SIGNATURE` for a signature), and `GET /photos/:id`. */
export const photoDoor: Door = {
  open(server, entrance) {
    server.register(async (room) => openRoom(room, entrance));
  },
};

function openRoom(server: FastifyInstance, { contextOf }: Entrance): void {
  server.addContentTypeParser(
    pictures,
    { parseAs: 'buffer', bodyLimit: LIMIT_BYTES },
    (_, body, done) => done(null, body),
  );
  server.setErrorHandler((error: Error & { code?: string }, _, reply) => answer(reply, error));
  server.post('/photos', { bodyLimit: LIMIT_BYTES }, async (request: Upload, reply) => {
    const kind =
      PhotoKind[(request.query.kind ?? 'PHOTO') as PhotoKind] ?? refuse('INVALID_INPUT', 'kind');
    if (!Buffer.isBuffer(request.body)) return refuse('PHOTO_UNREADABLE');
    const { id, width, height, bytes } = await addPhoto(
      await contextOf(request),
      kind,
      request.body,
    );
    return reply.code(201).send({ id, kind, width, height, bytes });
  });
  server.get('/photos/:id', async (request: Look, reply) => {
    const jpeg = await showPhoto(await contextOf(request), request.params.id);
    return reply.type('image/jpeg').header('cache-control', CACHE).send(jpeg);
  });
}

/** Refusals in the form they have in GraphQL; all else is for the server's own handler. */
function answer(reply: FastifyReply, error: Error & { code?: string }) {
  const refused = refusalOf(error);
  if (!refused) throw error;
  const { code, text, facts } = refused;
  const extensions = { code, zh: text.zh, en: text.en, ...(facts && { facts }) };
  return reply.code(statuses[code] ?? 400).send({ errors: [{ message: text.zh, extensions }] });
}

function refusalOf(error: Error & { code?: string }): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refusal('PHOTO_TOO_LARGE', MEGABYTES);
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refusal('PHOTO_UNREADABLE');
  return undefined;
}
