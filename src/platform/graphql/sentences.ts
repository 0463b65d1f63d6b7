import { Refusal, type Text } from '../errors.ts';

/** The refusals that the platform itself says; those of the domain are in `domain/refusals.ts`. */
export const INTERNAL = (reference: string) =>
  new Refusal(
    'INTERNAL',
    {
      zh: `系统出错了，请把编号 ${reference} 告诉管理员。`,
      en: `Something went wrong here: tell the administrator the number ${reference}.`,
    },
    { reference },
  );

export const TRY_AGAIN = () =>
  new Refusal('TRY_AGAIN', {
    zh: '系统正忙，请稍后再试。',
    en: 'The system is busy: please try again in a moment.',
  });

/** An id that cannot be the id of anything. */
export const NOT_FOUND = () =>
  new Refusal('NOT_FOUND', { zh: '这里没有这个内容。', en: 'There is no such thing here.' });

export const INVALID_INPUT = (what: string) =>
  new Refusal('INVALID_INPUT', {
    zh: `填写的内容不对：${what}。`,
    en: `The input is not valid: ${what}.`,
  });

export const UNSTORABLE_TEXT = () =>
  new Refusal('INVALID_INPUT', {
    zh: '填写的文字里有无法保存的字符。',
    en: 'The text holds a character that cannot be kept.',
  });

export const INVALID_QUERY = (code: string, what: string) =>
  new Refusal(code, { zh: `请求语句不对：${what}`, en: `The document is not valid: ${what}` });

export const TOO_MANY_REQUESTS = () =>
  new Refusal('TOO_MANY_REQUESTS', {
    zh: '请求太频繁，请稍后再试。',
    en: 'Too many requests: please slow down.',
  });

/** A call that did not get as far as a question: its body, its type or its address. */
export const INVALID_CALL = (status: number) =>
  new Refusal(...(invalidCalls.get(status) ?? OTHER_CALL));

const OTHER_CALL = [
  'INVALID_CALL',
  { zh: '请求的格式不对。', en: 'The call is not formed as it must be.' },
] as const;

const invalidCalls: ReadonlyMap<number, typeof OTHER_CALL | readonly [string, Text]> = new Map([
  [400, ['INVALID_JSON', { zh: '请求体不是有效的 JSON。', en: 'The body is not valid JSON.' }]],
  [404, ['NOT_FOUND', { zh: '没有这个地址。', en: 'There is nothing at this address.' }]],
  [
    413,
    [
      'BODY_TOO_LARGE',
      { zh: '请求体太大：最多 1 MB。', en: 'The body is too large: one megabyte at most.' },
    ],
  ],
  [
    415,
    ['JSON_NEEDED', { zh: '请求体应为 JSON。', en: 'The body must be of type application/json.' }],
  ],
]);
