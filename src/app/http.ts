import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import apollo from '@as-integrations/fastify';
import helmet from '@fastify/helmet';
import files from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Context } from '../platform/context.ts';
import { execute } from '../platform/graphql/execute.ts';
import { limits, MAX_TOKENS } from '../platform/graphql/limits.ts';
import { mask, maskedResult } from '../platform/graphql/mask.ts';
import { doors } from './features.ts';
import { answerErrors, ownStatus } from './http-answers.ts';
import { contextOf, type Parts } from './parts.ts';

/** Largest request body: a street office's grids as GeoJSON fit many times. */
const BODY_LIMIT_BYTES = 1_000_000;

interface Surroundings {
  /** Where the built pages are, if they are. */
  readonly pages: string;
  /** From here on every answer is the last one of its connection. */
  readonly leaving: AbortSignal;
}

/** The HTTP side of the service: GraphQL, the pages, and nothing of the framework's own error texts. */
export async function openHttp(parts: Parts, { pages, leaving }: Surroundings) {
  const server = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    return503OnClosing: false,
  });
  answerErrors(server, parts.log);
  server.addHook('onSend', async (_, reply) => {
    if (leaving.aborted) reply.header('connection', 'close');
  });
  await server.register(helmet, { contentSecurityPolicy: { directives: pagePolicy } });
  await openGraphql(server, parts);
  await server.register(async (outside) => openDoors(outside, parts));
  if (existsSync(pages)) await server.register(files, { root: pages, preCompressed: true });
  return server;
}

async function openGraphql(server: FastifyInstance, parts: Parts): Promise<void> {
  const graphql = new ApolloServer<Context>({
    schema: parts.schema,
    introspection: parts.config.introspection,
    validationRules: [...limits],
    parseOptions: { maxTokens: MAX_TOKENS },
    hideSchemaDetailsFromClientErrors: !parts.config.introspection,
    includeStacktraceInErrorResponses: false,
    formatError: (_, error) => mask(error, parts.log),
    plugins: [ApolloServerPluginLandingPageDisabled(), ownExecution(parts), ownStatus],
    stopOnTerminationSignals: false,
  });
  await graphql.start();
  await server.register(apollo(graphql), {
    context: (request) => contextOfCall(parts, request),
  });
}

const contextOfCall = (parts: Parts, { headers, ip }: FastifyRequest): Promise<Context> =>
  contextOf(parts, headers.authorization?.replace(/^Bearer /i, ''), ip);

/** The doors stand in a room of their own: a body format one of them understands is not understood elsewhere. */
function openDoors(server: FastifyInstance, parts: Parts): void {
  const { platform } = parts;
  for (const door of doors)
    door.open(server, { platform, contextOf: (request) => contextOfCall(parts, request) });
}

/** Apollo reads and validates the question; the answer comes from the same execution as on the socket. */
const ownExecution = (parts: Parts): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    async responseForOperation({ schema, document, request, contextValue, operationName }) {
      const { variables: variableValues } = request;
      const singleResult = await maskedResult(parts.log, () =>
        execute({ schema, document, variableValues, contextValue, operationName }),
      );
      return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
    },
  }),
});

/** What a page may load: only what comes from here. The map draws in a worker; the style library writes inline styles. */
const pagePolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  workerSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  upgradeInsecureRequests: null,
};
