import type { Context } from '../../platform/context.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { defaultTemplates, type Template } from './template.ts';

/** The numbers in force; what an older version does not say is as in the present default. */
export async function policyNow({ em, now }: Context): Promise<Policy> {
  const [row] = await em.execute<{ version: number; policy: Partial<Policy> }[]>(
    'select version, policy from messaging_policy where valid_from <= ? order by version desc limit 1',
    [now.toISOString()],
  );
  return row ? { ...defaultPolicy, ...row.policy, version: row.version } : defaultPolicy;
}

export const standardTemplate = (code: string): Template | undefined =>
  defaultTemplates.find((template) => template.code === code);

/** Every template as it is said now, by its code. */
export async function templatesNow({ em, now }: Context): Promise<Map<string, Template>> {
  const rows = await em.execute<Pick<Template, 'code' | 'lane' | 'zh' | 'en'>[]>(
    `select distinct on (code) code, lane, zh, en from message_template where valid_from <= ? order by code, version desc`,
    [now.toISOString()],
  );
  const own = new Map(rows.map((row) => [row.code, row]));
  return new Map(
    defaultTemplates.map((usual) => [usual.code, { ...usual, ...own.get(usual.code) }]),
  );
}
