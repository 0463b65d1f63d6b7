import type { Context } from '../../platform/context.ts';
import { clockTime } from './rules.ts';
import type { Language } from './states.ts';
import { fill, type Template } from './template.ts';

/** The places of a template filled for one language. */
export type Values = Readonly<Record<string, string>>;

interface About {
  readonly code: string;
  readonly kind: string;
  readonly kindEn: string;
  readonly community: string;
  readonly dueMs: number;
}

/** What the variables of a message stand for, looked up as it is now: never anything of a person beside a rider's badge. */
export async function valuesOf(
  ctx: Context,
  variables: Readonly<Record<string, unknown>>,
  language: `${Language}`,
): Promise<Values> {
  const { requestId, riderId, communityId, counts } = variables;
  return {
    ...(typeof communityId === 'string' && (await communityValues(ctx, communityId))),
    ...(typeof requestId === 'string' && (await requestValues(ctx, requestId, language))),
    ...(typeof riderId === 'string' && (await riderValues(ctx, riderId))),
    ...(counts ? digestValues(counts as Record<string, number>, language) : {}),
  };
}

export const say = (template: Template, language: `${Language}`, values: Values): string =>
  fill(language === 'ZH' ? template.zh : template.en, template, values);

async function requestValues(
  { em }: Context,
  id: string,
  language: `${Language}`,
): Promise<Values> {
  const [about] = await em.execute<About[]>(
    `select r.code, k.name as kind, k.name_en as "kindEn", c.name as community,
       (extract(epoch from r.due_at) * 1000)::float8 as "dueMs"
     from service_request r join request_kind k on k.street_id = r.street_id and k.code = r.kind_code
     join community c on c.street_id = r.street_id and c.id = r.community_id where r.id = ?`,
    [id],
  );
  if (!about) return {};
  const { code, kind, kindEn, community, dueMs } = about;
  return {
    code,
    community,
    kind: language === 'ZH' ? kind : kindEn,
    due: clockTime(new Date(dueMs)),
  };
}

async function riderValues({ em }: Context, id: string): Promise<Values> {
  const [rider] = await em.execute<{ badge: string }[]>('select badge from rider where id = ?', [
    id,
  ]);
  return rider ? { badge: rider.badge } : {};
}

async function communityValues({ em }: Context, id: string): Promise<Values> {
  const [found] = await em.execute<{ community: string }[]>(
    'select name as community from community where id = ?',
    [id],
  );
  return found ? { ...found } : {};
}

const digestWords: Record<string, readonly [string, string]> = {
  'request-backstop': ['转社区兜底', 'handed to the community'],
  'request-unserved': ['未能完成', 'not served'],
  'occurrence-missed': ['定期服务漏发', 'recurring services missed'],
  'care-alert': ['关爱提醒', 'care alerts'],
  'request-assigned': ['已接单', 'taken'],
  'request-fulfilled': ['已送到', 'delivered'],
};

function digestValues(counts: Readonly<Record<string, number>>, language: `${Language}`): Values {
  const named = Object.entries(counts).map(([code, n]) => {
    const [zh, en] = digestWords[code] ?? [code, code];
    return language === 'ZH' ? `${zh} ${n}` : `${n} ${en}`;
  });
  const count = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return { count: String(count), list: named.join(language === 'ZH' ? '，' : ', ') };
}
