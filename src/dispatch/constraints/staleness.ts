import { minutesBetween } from '../minutes.ts';
import type { RiderConstraint } from './constraint.ts';

export const staleness: RiderConstraint = {
  name: 'staleness',
  label: { zh: '位置过旧', en: 'position too old' },
  allows: (rider, { now, policy }) => now - rider.positionAt <= policy.staleAfterMs,
  sentence: (rider, { now }) => {
    const minutes = minutesBetween(rider.positionAt, now);
    return {
      zh: `位置已有 ${minutes} 分钟没有更新。`,
      en: `The position is ${minutes} min old.`,
    };
  },
};
