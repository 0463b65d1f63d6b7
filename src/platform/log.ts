import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * Structured logs without personal data: of an error only its kind, code and stack are written, never the values or
 * the statement's parameters it may carry.
 */
export const openLog = (
  level: string,
  lines: DestinationStream = pino.destination({ sync: true }),
): Logger =>
  pino(
    {
      level,
      base: null,
      serializers: { err: bare },
      redact: { paths: ['*.phone', '*.name', '*.address', '*.token', '*.password'], remove: true },
    },
    lines,
  );

function bare(error: unknown) {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint, table, routine } = error as unknown as Record<string, unknown>;
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '));
  return { kind: error.name, code, constraint, table, routine, stack };
}
