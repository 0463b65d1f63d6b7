import type { Text } from '../../platform/errors.ts';

/** A rider’s day: duty, positions, check-in, terms, shifts. */
export const riders = {
  WHICH_COMMUNITY: () => ({
    zh: '您负责多个社区，请说明是哪一个。',
    en: 'You have several communities: say which one.',
  }),
  BADGE_TAKEN: () => ({ zh: '这个工牌号已经有人用了。', en: 'This badge number is taken.' }),
  STILL_CARRYING: () => ({
    zh: '还有没送完的任务，送完再下线。',
    en: 'There are tasks under way: finish them first.',
  }),
  STILL_ON_DUTY: () => ({ zh: '骑手还在岗，请先下线。', en: 'The rider is still on duty.' }),
  NOT_ON_DUTY: () => ({ zh: '您还没有上线。', en: 'You are not on duty.' }),
  OFF_DUTY: () => ({
    zh: '您不在岗，不记录位置。请先上线。',
    en: 'You are off duty: nothing is recorded. Start duty first.',
  }),
  POSITION_FROM_THE_FUTURE: () => ({
    zh: '手机时间比实际快，请校准时间。',
    en: 'The clock of the device runs ahead: please set it.',
  }),
  POSITION_INACCURATE: () => ({
    zh: '定位误差太大，没有记录。',
    en: 'The position is too inaccurate to be kept.',
  }),
  POSITION_NOT_BELIEVED: (why: Text) => ({
    zh: `这次定位没有记录：${why.zh}。`,
    en: `The position was not kept: ${why.en}.`,
  }),
  TOO_MANY_TRACKERS: (most: number) => ({
    zh: `最多 ${most} 台设备，请先收回一个令牌。`,
    en: `${most} devices at most: revoke a token first.`,
  }),
  BOX_IS_EMPTY: () => ({
    zh: '地图范围不对：西在东之西，南在北之南。',
    en: 'The window of the map is empty: west of east, south of north.',
  }),
  CONSENT_MISSING: () => ({
    zh: '没有本人同意，不能登记关爱类别和备注。',
    en: 'Care categories and notes are kept only with the consent of the person.',
  }),
  NOT_YOUR_COMMUNITY: () => ({
    zh: '这个地址不在您负责的社区内。',
    en: 'This address is in no community of yours.',
  }),
  ALREADY_INVITED: () => ({
    zh: '这位居民已经有账号。',
    en: 'This resident has an account already.',
  }),
  ALREADY_CHECKED_IN: () => ({
    zh: '您已经向这个社区报到。',
    en: 'You have checked in to this community already.',
  }),
  CHECK_IN_ANSWERED: () => ({
    zh: '这次报到已经处理过。',
    en: 'This check-in has been answered already.',
  }),
  CHECK_IN_NOT_ACCEPTED: () => ({
    zh: '社区还没有接受这名骑手的报到。',
    en: 'The community has not accepted a check-in of this rider.',
  }),
  ALREADY_APPOINTED: () => ({
    zh: '这名骑手在这段时间已有同一聘任。',
    en: 'The rider has such an appointment in this term already.',
  }),
  APPOINTMENT_OVER: () => ({ zh: '这项聘任已经结束。', en: 'This appointment is over.' }),
  SHIFT_OVERLAPS: () => ({
    zh: '和骑手的另一个班次时间重叠。',
    en: 'It overlaps another shift of the rider.',
  }),
  SHIFT_NOT_OPEN: () => ({
    zh: '这个班次现在不能这样改。',
    en: 'This shift cannot be changed this way now.',
  }),
  SHIFT_BREAKS_REST: (why: Text) => ({
    zh: `休息规则不允许：${why.zh}。`,
    en: `The rest rules do not allow it: ${why.en}.`,
  }),
  SWAP_OVER: () => ({
    zh: '这次换班已经结束，或班次已经变动。',
    en: 'This swap is over, or one of the shifts has changed.',
  }),
  SWAP_OF_TWO_PLANS: () => ({
    zh: '两个班次由不同单位排定，不能互换。可以请其他企业代班。',
    en: 'The two shifts are of different planners: ask for cover instead.',
  }),
  COVER_OVER: () => ({
    zh: '这次代班请求已经结束，或已有人接下。',
    en: 'This request for cover is over, or somebody has it.',
  }),
  COVER_WITHIN_COMPANY: () => ({
    zh: '代班由联盟内其他企业的骑手接；同一企业内请转单或换班。',
    en: 'Cover is given by riders of another company of the alliance; within one, hand the task on or swap.',
  }),
  TOO_MANY_STOPS: (most: number) => ({
    zh: `一天最多共享 ${most} 个自有站点。`,
    en: `At most ${most} own stops can be shared for a day.`,
  }),
  TOKEN_OVER: () => ({
    zh: '这个企业令牌已经失效或已被替换。',
    en: 'This token has ended or has been replaced already.',
  }),
} as const satisfies Record<string, (...facts: never[]) => Text>;
