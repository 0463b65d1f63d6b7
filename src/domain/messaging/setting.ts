import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import type { MessagingPolicyInput, TemplateInput } from './inputs.ts';
import type { Policy } from './policy.ts';
import { policyNow, standardTemplate, templatesNow } from './reading.ts';
import type { NewsTopic } from './states.ts';
import { unknownPlaces } from './template.ts';
import type { MessagePreference, MessageTemplate } from './views.ts';

/** The templates as they are said now, by code. */
export const listTemplates = async (ctx: Context): Promise<MessageTemplate[]> =>
  [...(await templatesNow(ctx)).values()].map((template) => ({
    ...template,
    lane: template.lane as MessageTemplate['lane'],
    places: Object.keys(template.variables),
  }));

/** Says a template differently from now on; the versions before stay. Refuses NOT_FOUND, TEMPLATE_PLACES. */
export async function setTemplate(
  ctx: Context,
  { code, lane, zh, en }: TemplateInput,
): Promise<MessageTemplate> {
  const standard = standardTemplate(code) ?? refuse('NOT_FOUND');
  const unknown = [zh, en].flatMap((text) => unknownPlaces(text, standard));
  if (unknown.length > 0)
    refuse('TEMPLATE_PLACES', Object.keys(standard.variables).join(', ') || '–');
  await lockSettings(ctx);
  await ctx.em.execute(
    `insert into message_template (street_id, code, version, valid_from, lane, zh, en)
     select ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ? from message_template where code = ?`,
    [ctx.actor!.streetId, code, ctx.now.toISOString(), lane, zh, en, code],
  );
  return { code, lane, zh, en, places: Object.keys(standard.variables) };
}

/** Sets numbers of messaging from now on, as a new version. Refuses INVALID_INPUT. */
export async function setPolicy(ctx: Context, input: MessagingPolicyInput): Promise<Policy> {
  const rising = (input.ladder ?? []).every(
    ({ messageS, smsS, phoneS }) => messageS < smsS && smsS < phoneS,
  );
  if (!rising || (input.ladder && input.ladder.length !== 4)) refuse('INVALID_INPUT', 'ladder');
  await lockSettings(ctx);
  const present = await policyNow(ctx);
  const told = Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  );
  const policy: Policy = { ...present, ...told, version: present.version + 1 };
  await ctx.em.execute(
    'insert into messaging_policy (street_id, version, valid_from, policy) values (?, ?, ?, ?::jsonb)',
    [ctx.actor!.streetId, policy.version, ctx.now.toISOString(), JSON.stringify(policy)],
  );
  return policy;
}

const lockSettings = ({ em, actor }: Context) =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `messaging settings ${actor!.streetId}`,
  ]);

/** What the signed-in person wants to hear by text message, where they have said so. */
export const listPreferences = ({ em, actor }: Context): Promise<MessagePreference[]> =>
  em.execute<MessagePreference[]>(
    'select topic, wanted from message_preference where account_id = ? order by topic',
    [actor!.accountId],
  );

export async function setPreference(
  { em, actor, now }: Context,
  { topic, wanted }: { readonly topic: NewsTopic; readonly wanted: boolean },
): Promise<MessagePreference> {
  await em.execute(
    `insert into message_preference (street_id, account_id, topic, wanted, set_at) values (?, ?, ?, ?, ?)
     on conflict (street_id, account_id, topic) do update set wanted = excluded.wanted, set_at = excluded.set_at`,
    [actor!.streetId, actor!.accountId, topic, wanted, now.toISOString()],
  );
  return { topic, wanted };
}
