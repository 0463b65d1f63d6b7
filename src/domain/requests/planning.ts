import type { Context } from '../../platform/context.ts';

/** Which version of the policy a planning followed. */
export async function planningVersion(
  { em }: Context,
  planningId: string | null | undefined,
): Promise<number | null> {
  if (!planningId) return null;
  const [planning] = await em.execute<{ version: number }[]>(
    'select policy_version as version from planning where id = ?',
    [planningId],
  );
  return planning?.version ?? null;
}
