import type { Text } from '../../platform/errors.ts';

/** Whom we must reach, and by which way. */
export const care = {
  CHANNEL_EXISTS: (name: string) => ({
    zh: `已有名为“${name}”的联络群，请换一个名称。`,
    en: `There is a channel called ${name} already: choose another name.`,
  }),
  CHANNEL_ADDRESS: (why: string) => ({
    zh: `这个地址不能用（${why}）：须为 https 公网地址。`,
    en: `This address cannot be used (${why}): it must be public and https.`,
  }),
  CHANNEL_WITHOUT_BOT: () => ({
    zh: '这个群只是登记，没有机器人，无法发送。',
    en: 'This group is only registered: it has no bot to send by.',
  }),
  TEMPLATE_PLACES: (places: string) => ({
    zh: `模板只能使用这些变量：${places}。`,
    en: `The template may only use these places: ${places}.`,
  }),
  MESSAGE_NOT_DEAD: () => ({
    zh: '只有未送出的消息才能重发。',
    en: 'Only a message that was given up can be sent again.',
  }),
  CALL_TAKEN: () => ({
    zh: '这个电话已有同事在打。',
    en: 'A colleague is already making this call.',
  }),
  CALL_ENDED: () => ({ zh: '这个电话已不用再打。', en: 'This call is no longer needed.' }),
  RIDER_WITHOUT_PHONE: () => ({
    zh: '这位骑手没有登记手机号，请联系所属公司。',
    en: 'This rider has no phone on record: please ask the company.',
  }),
  LADDER_CLOSED: () => ({
    zh: '这次处置已经结束，请在预警中继续处理。',
    en: 'This ladder has ended: go on with its alert.',
  }),
  STEP_ANSWERED: () => ({
    zh: '这一步已经有人反馈。',
    en: 'Somebody has already said what came of this step.',
  }),
  ALERT_RESOLVED: () => ({ zh: '这条预警已经办结。', en: 'This alert is resolved already.' }),
  ALERT_WITH_STREET: () => ({
    zh: '这条预警已由街道办理。',
    en: 'This alert is with the street office now.',
  }),
  SIGNS_NEEDED: () => ({
    zh: '请说明发现了什么变化。',
    en: 'Say what has changed: a sign or a note.',
  }),
  NOT_A_DEPARTMENT: () => ({
    zh: '行业主管须是本街道的一个部门。',
    en: 'A kind of request is given to a department of the street.',
  }),
} as const satisfies Record<string, (...facts: never[]) => Text>;
