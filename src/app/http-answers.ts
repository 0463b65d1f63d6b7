import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { Context } from '../platform/context.ts';
import { mask } from '../platform/graphql/mask.ts';
import { INVALID_CALL } from '../platform/graphql/sentences.ts';
import type { Log } from '../platform/log.ts';

/** Whatever HTTP itself was wrong about keeps the status it was given. */
const aboutHttp = new Set(['BAD_REQUEST']);
/** An answer without data was a bad question, unless it is named here. */
const statuses: Readonly<Record<string, number>> = { INTERNAL: 500, TRY_AGAIN: 503 };

/**
 * The status as the GraphQL-over-HTTP specification wants it: a client that takes `application/graphql-response+json` reads
 * it, all others look into the body, whatever it says.
 */
export const ownStatus: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async willSendResponse({ request, response: { http, body } }) {
      if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
      const code = String(body.singleResult.errors?.[0]?.extensions?.code);
      if (aboutHttp.has(code)) return;
      const accepts = request.http?.headers.get('accept') ?? '';
      const isRead = accepts.includes('application/graphql-response+json');
      http.status = isRead ? (statuses[code] ?? 400) : 200;
    },
  }),
};

/** What fails before or beside GraphQL is answered in the same form as its refusals. */
export function answerErrors(server: FastifyInstance, log: Log): void {
  server.setErrorHandler<FastifyError>(async (error, _, reply) => {
    const { statusCode = 500 } = error;
    const refusal = statusCode < 500 ? INVALID_CALL(statusCode) : error;
    return reply.code(statusCode).send({ errors: [mask(refusal, log)] });
  });
  server.setNotFoundHandler(async (_, reply) =>
    reply.code(404).send({ errors: [mask(INVALID_CALL(404), log)] }),
  );
}
