/** The code of an operating-system error, as `ENOENT`; absent for any other. */
export const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
