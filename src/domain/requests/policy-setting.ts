import { defaultPolicy, makePolicy, type PolicyDraft } from '../../dispatch/policy.ts';
import { InvalidModel } from '../../dispatch/invalid.ts';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import { showReserved } from './reserving.ts';
import { actorOf } from './visible.ts';

/** 派单策略的变化: the numbers to change, by the names of the engine's policy, and why. */
export interface PolicyChange {
  readonly policy: unknown;
  readonly reason: string;
}

/**
 * 派单策略: sets numbers by which the engine decides, from now on, as the next version of the policy; what is not named stays.
 * Answers the version. Rest is set by `setRestRules` alone. Refuses INVALID_INPUT.
 */
export async function setDispatchPolicy(
  ctx: Context,
  { policy, reason }: PolicyChange,
): Promise<number> {
  const { em, now } = ctx;
  const { streetId, accountId } = actorOf(ctx);
  await em.execute('select 1 from street where id = ? for no key update', [streetId]);
  const [row] = await em.execute<{ version: number; policy: PolicyDraft }[]>(
    'select version, policy from dispatch_policy order by version desc limit 1',
  );
  const version = (row?.version ?? 0) + 1;
  const draft = { ...merged(row?.policy ?? {}, changesOf(policy)), version };
  try {
    makePolicy(draft);
  } catch (error) {
    if (error instanceof InvalidModel) return refuse('INVALID_INPUT', error.message);
    throw error;
  }
  await em.execute(
    `insert into dispatch_policy (street_id, version, valid_from, policy, reason, set_by)
     values (?, ?, ?, ?::jsonb, ?, ?)`,
    [streetId, version, now.toISOString(), JSON.stringify(draft), reason.trim(), accountId ?? null],
  );
  if (draft.commit !== 'AT_DEPARTURE') await showReserved(ctx, []);
  return version;
}

/** Numbers the engine has no name for are refused: they would change nothing, and nobody would know. */
function changesOf(policy: unknown): PolicyDraft {
  if (typeof policy !== 'object' || policy === null)
    return refuse('INVALID_INPUT', 'policy: { … }');
  const strange = strangeIn(policy, defaultPolicy);
  if (strange.length > 0) return refuse('INVALID_INPUT', `policy: ${strange.join(', ')}`);
  return policy;
}

/** Of a group of numbers those named are replaced. */
const merged = (old: PolicyDraft, changes: PolicyDraft): PolicyDraft => ({
  ...old,
  ...Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      const before = old[name as keyof PolicyDraft];
      return [name, typeof value === 'object' ? { ...Object(before), ...value } : value];
    }),
  ),
});

const strangeIn = (given: object, known: object): string[] =>
  Object.entries(given).flatMap(([name, value]) => {
    const usual: unknown = (known as Record<string, unknown>)[name];
    if (typeof usual !== typeof value || name === 'rest' || name === 'version') return [name];
    if (typeof usual !== 'object' || usual === null) return [];
    return value === null ? [name] : strangeIn(value as object, usual);
  });
