import { Refusal, type Text } from '../platform/errors.ts';

/** Every way the product says no, on one page. The code is the contract; the sentences are for people. */
const refusals = {
  NOT_SIGNED_IN: () => ({ zh: '请先登录。', en: 'Please sign in first.' }),
  NOT_FOUND: () => ({ zh: '这里没有这个内容。', en: 'There is no such thing here.' }),
  INVALID_INPUT: (what: string) => ({ zh: `填写的内容不对：${what}。`, en: `The input is not valid: ${what}.` }),
} as const satisfies Record<string, (...facts: never[]) => Text>;

type Refusals = typeof refusals;
export type RefusalCode = keyof Refusals;

/** Says no: throws the refusal with its code and its sentences. */
export function refuse<Code extends RefusalCode>(code: Code, ...facts: Parameters<Refusals[Code]>): never {
  throw refusal(code, ...facts);
}

export function refusal<Code extends RefusalCode>(code: Code, ...facts: Parameters<Refusals[Code]>): Refusal {
  return new Refusal(code, (refusals[code] as (...facts: string[]) => Text)(...(facts as string[])));
}
