/** The SQLSTATE of a database error, wherever a layer has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const { code } = e as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return undefined;
}

/** The name of the constraint a statement ran against, if any. */
export function constraintOf(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    const { constraint } = e as { constraint?: unknown };
    if (typeof constraint === 'string') return constraint;
  }
  return undefined;
}

const COLLISIONS = new Set(['40001', '40P01']);
const BUSY = new Set(['55P03', '57014', '53300']);
const AWAY = /^(08|57P0)|^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;

/** A table has changed since the statement was prepared: a migration ran beside this process. */
export const outdated = (error: unknown): boolean =>
  sqlState(error) === '0A000' && /cached plan/.test(String(error));

/** Two transactions ran into each other, or one into a migration; doing it again helps at once. */
export const collided = (error: unknown): boolean =>
  COLLISIONS.has(sqlState(error) ?? '') || outdated(error);

/** A text that was to be an id and cannot be one. */
export const malformed = (error: unknown): boolean => sqlState(error) === '22P02';

/** The database is busy or away; doing it again later helps. */
export const unavailable = (error: unknown): boolean => {
  const state = sqlState(error) ?? '';
  return (
    BUSY.has(state) ||
    outdated(error) ||
    AWAY.test(state) ||
    (error instanceof Error &&
      /Connection terminated|timeout exceeded when trying to connect/.test(error.message))
  );
};
