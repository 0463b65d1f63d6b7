import { Refusal } from '../errors.ts';

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

export const INVALID_QUERY = (code: string, what: string) =>
  new Refusal(code, { zh: `请求语句不对：${what}`, en: `The document is not valid: ${what}` });

export const TOO_MANY_REQUESTS = () =>
  new Refusal('TOO_MANY_REQUESTS', {
    zh: '请求太频繁，请稍后再试。',
    en: 'Too many requests: please slow down.',
  });
