import type { Text } from '../../platform/errors.ts';

/** What comes again, and the hours it took. */
export const plans = {
  RULE_NOT_FOLLOWED: () => ({
    zh: '周期规则不对：请写每天、每周几或每月几号（RFC 5545）。',
    en: 'The rule cannot be followed: say days, weekdays or days of the month (RFC 5545).',
  }),
  DAY_IS_PAST: () => ({ zh: '这一天已经过去。', en: 'This day has passed.' }),
  DAY_NOT_IN_PLAN: () => ({ zh: '计划里没有这一天。', en: 'The plan has nothing on this day.' }),
  DAY_ALREADY_SAID: () => ({
    zh: '这一天已经另有安排。',
    en: 'Something was already said of this day.',
  }),
  DAY_UNDER_WAY: () => ({
    zh: '这一天的服务已经在路上或已送到。',
    en: 'What is due on this day is on its way or done.',
  }),
  PLAN_CLOSED: () => ({ zh: '这个计划已经结束。', en: 'This plan has ended.' }),
  NOT_YOUR_PLAN: () => ({
    zh: '这个计划不是您开的，只能改您社区居民的安排。',
    en: 'This plan is not yours: you can change it for the residents of your community only.',
  }),
  ALREADY_IN_PLAN: () => ({
    zh: '这位居民已经在计划里。',
    en: 'This resident is in the plan already.',
  }),
  ALREADY_PAUSED: () => ({
    zh: '这段时间已经登记了停送。',
    en: 'A pause is already noted for these days.',
  }),
  STATION_CLOSED: () => ({
    zh: '取件驿站已关闭，请换一处。',
    en: 'The pickup station is closed: choose another.',
  }),
  NO_RECIPIENTS: () => ({
    zh: '没有符合条件的居民。',
    en: 'There is nobody to whom this applies.',
  }),
  TOO_MANY_RECIPIENTS: (most: number) => ({
    zh: `一次最多发放 ${most} 位，请分批。`,
    en: `At most ${most} at once: please divide them.`,
  }),
  ROUND_OF_WHAT: () => ({
    zh: '请指定一个计划，或者指定若干请求。',
    en: 'Name a plan or some requests.',
  }),
  NOTHING_WAITS: () => ({
    zh: '没有等待派单的请求。',
    en: 'None of the requests is waiting for somebody.',
  }),
  ROUND_TOO_LARGE: (most: number) => ({
    zh: `一次最多排 ${most} 个请求，请分批。`,
    en: `At most ${most} requests at once: please divide them.`,
  }),
  ROUND_STALE: () => ({
    zh: '方案排好后情况已有变化，请重新试排。',
    en: 'Things have changed since the round was proposed: please preview it again.',
  }),
  ROUND_TWICE: () => ({
    zh: '同一请求或同一骑手出现了两次。',
    en: 'A request or a rider is named twice.',
  }),
  ROUND_NOT_POSSIBLE: (why: Text) => ({
    zh: `这样排不行：${why.zh}`,
    en: `This round is not possible: ${why.en}`,
  }),
  HOURS_UNDER_WAY: () => ({
    zh: '同一时段的任务还没有结束，稍后才能核定。',
    en: 'A task of the same time is still under way: this can be settled later.',
  }),
  HOURS_TOO_OLD: (days: number) => ({
    zh: `超过 ${days} 天的服务时长不能再提异议。`,
    en: `Hours can be disputed for ${days} days after the task was done.`,
  }),
  NO_APPROVED_HOURS: () => ({
    zh: '这段时间没有已核定的服务时长，不能开具证明。',
    en: 'There are no approved hours in this period to certify.',
  }),
  OWN_HOURS: () => ({
    zh: '不能核定自己的时长。',
    en: 'Nobody settles their own hours.',
  }),
} as const satisfies Record<string, (...facts: never[]) => Text>;
