import type { RouteConstraint } from './constraint.ts';

export const dutyEnd: RouteConstraint = {
  name: 'dutyEnd',
  label: { zh: '快下班了', en: 'about to go off duty' },
  allows: ({ rider, pickupAt, arriveAt }) =>
    rider.dutyEndsAt === undefined || (pickupAt ?? arriveAt) <= rider.dutyEndsAt,
  sentence: () => ({
    zh: '下班前来不及开始。',
    en: 'Could not begin before going off duty.',
  }),
};
