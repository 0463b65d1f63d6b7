import type { Text } from '../../platform/errors.ts';

/** Who comes, and whether they may. */
export const atTheDoor = {
  NOT_SIGNED_IN: () => ({ zh: '请先登录。', en: 'Please sign in first.' }),
  NOT_FOUND: () => ({ zh: '这里没有这个内容。', en: 'There is no such thing here.' }),
  INVALID_INPUT: (what: string) => ({
    zh: `填写的内容不对：${what}。`,
    en: `The input is not valid: ${what}.`,
  }),
  BAD_CREDENTIALS: () => ({ zh: '用户名或密码不对。', en: 'The login or the password is wrong.' }),
  CODE_WRONG: () => ({
    zh: '验证码不对，请核对后重试。',
    en: 'The code is wrong: please check it.',
  }),
  CODE_EXPIRED: () => ({
    zh: '验证码已失效，请重新获取。',
    en: 'The code is no longer valid: ask for a new one.',
  }),
  ROLE_NEEDED: () => ({
    zh: '这个手机号有多个身份，请选择一个登录。',
    en: 'This phone has several roles: choose one to sign in as.',
  }),
  TOO_MANY_TRIES: (seconds: string) => ({
    zh: `尝试太多，请 ${seconds} 秒后再试。`,
    en: `Too many tries: please wait ${seconds} seconds.`,
  }),
  TOKEN_INVALID: () => ({
    zh: '登录凭证无效或已过期，请重新登录。',
    en: 'The token is not valid or has expired: please sign in again.',
  }),
  SESSION_ENDED: () => ({
    zh: '登录已结束，请重新登录。',
    en: 'The session has ended: please sign in again.',
  }),
  PHONE_INVALID: () => ({ zh: '请填写有效的电话号码。', en: 'Please give a valid phone number.' }),
  LOGIN_TAKEN: () => ({
    zh: '这个用户名已被使用，请换一个。',
    en: 'This login is already used: choose another.',
  }),
  PHONE_TAKEN: () => ({
    zh: '这个手机号已有同一身份的账号。',
    en: 'This phone already has an account of this role.',
  }),
  LOGIN_OR_PHONE_NEEDED: () => ({
    zh: '请填写用户名和密码，或手机号。',
    en: 'Give a login with a password, or a phone.',
  }),
  COMMUNITY_NEEDED: () => ({
    zh: '社区工作人员须属于至少一个社区。',
    en: 'Community staff belong to one community at least.',
  }),
} as const satisfies Record<string, (...facts: never[]) => Text>;
