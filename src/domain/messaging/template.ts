import type { Lane } from './states.ts';

/** What fills a place of a template: checked before it is kept, shortened before it is said. */
export type VariableType = 'CODE' | 'WORDS' | 'TIME' | 'COUNT';

/** 模板: words in both languages with named, typed places. */
export interface Template {
  readonly code: string;
  readonly lane: `${Lane}`;
  readonly zh: string;
  readonly en: string;
  readonly variables: Readonly<Record<string, VariableType>>;
}

const aboutRequest = { community: 'WORDS', kind: 'WORDS', code: 'CODE', due: 'TIME' } as const;
const toRider = { badge: 'CODE', community: 'WORDS', kind: 'WORDS' } as const;

/** What the product says, until a street office says it otherwise. Nobody's name, phone or address is a variable. */
export const defaultTemplates: readonly Template[] = [
  {
    code: 'request-backstop',
    lane: 'URGENT',
    zh: '【兜底】{community}：{kind} {code} 没有骑手接单，已转社区，请在 {due} 前安排。',
    en: 'BACKSTOP {community}: no rider took {kind} {code}; the community has it now, due {due}.',
    variables: aboutRequest,
  },
  {
    code: 'request-unserved',
    lane: 'NORMAL',
    zh: '{community}：{kind} {code} 未能完成，已关闭，请回访居民。',
    en: '{community}: {kind} {code} could not be served and is closed; please call the resident.',
    variables: aboutRequest,
  },
  {
    code: 'plan-refused',
    lane: 'URGENT',
    zh: '【派单引擎】一个派单方案未通过校验，没有执行，请登录红桥处理。',
    en: 'DISPATCH: a plan broke a rule and was not carried out; please look into Red Bridge.',
    variables: {},
  },
  {
    code: 'care-alert',
    lane: 'URGENT',
    zh: '【关爱】{community} 有一条新的关爱提醒，请登录红桥查看并处理。',
    en: 'CARE {community}: there is a new alert; please sign in to Red Bridge.',
    variables: { community: 'WORDS' },
  },
  {
    code: 'occurrence-missed',
    lane: 'NORMAL',
    zh: '{community}：一次定期服务没有按时发出，请登录红桥查看。',
    en: '{community}: one turn of a recurring service was missed; please look into Red Bridge.',
    variables: { community: 'WORDS' },
  },
  {
    code: 'offer-waiting',
    lane: 'URGENT',
    zh: '骑手 {badge}：{community} 有一单{kind}等您答复，请打开红桥。',
    en: 'Rider {badge}: a {kind} in {community} waits for your answer; please open Red Bridge.',
    variables: toRider,
  },
  {
    code: 'offer-sms',
    lane: 'URGENT',
    zh: '{community}有一单{kind}等您答复，请打开红桥。',
    en: 'A {kind} in {community} waits for your answer. Please open Red Bridge.',
    variables: { community: 'WORDS', kind: 'WORDS' },
  },
  {
    code: 'request-assigned',
    lane: 'NORMAL',
    zh: '您的{kind}已有骑手接单，最晚 {due} 送到。',
    en: 'A rider is bringing your {kind}, by {due} at the latest.',
    variables: { kind: 'WORDS', due: 'TIME' },
  },
  {
    code: 'request-fulfilled',
    lane: 'LOW',
    zh: '您的{kind}已送到。如没有收到，请联系社区。',
    en: 'Your {kind} has been delivered. If you did not get it, please call the community.',
    variables: { kind: 'WORDS' },
  },
  {
    code: 'channel-test',
    lane: 'URGENT',
    zh: '红桥测试消息：收到即表示已接通。',
    en: 'Red Bridge test message: if you read this, the channel works.',
    variables: {},
  },
  {
    code: 'digest',
    lane: 'LOW',
    zh: '消息较多，合并 {count} 条：{list}。请登录红桥查看。',
    en: 'Many messages: {count} in one: {list}. Please look into Red Bridge.',
    variables: { count: 'COUNT', list: 'WORDS' },
  },
];

const PLACE = /\{([a-z]+)\}/g;

/** The places of a text that its template does not know. */
export const unknownPlaces = (text: string, { variables }: Template): string[] =>
  [...text.matchAll(PLACE)]
    .map(([, name]) => name!)
    .filter((name) => !Object.hasOwn(variables, name));

/** What is kept of a variable in a text message: gateways refuse longer ones. */
const MOST: Record<VariableType, number> = { CODE: 20, WORDS: 35, TIME: 5, COUNT: 6 };
const LIST_MOST = 1_500;

/** The words with every place filled; a place without a value is a bug and throws. */
export function fill(
  text: string,
  { code, variables }: Template,
  values: Readonly<Record<string, string>>,
): string {
  return text.replaceAll(PLACE, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`template ${code} lacks ${name}`);
    return value.slice(0, name === 'list' ? LIST_MOST : MOST[variables[name]!]);
  });
}
