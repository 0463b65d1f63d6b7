import { distance } from '../../geo/point.ts';
import type { Text } from '../../platform/errors.ts';
import type { Fix, Place } from './fix.ts';
import type { PositionPolicy } from './policy.ts';

/** When somebody was on duty, from its first instant until before its last; without an end it lasts. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number | null;
}

/** What a stage may look at beside the fix. */
export interface Scene {
  readonly nowMs: number;
  readonly policy: PositionPolicy;
  /** The last believed fix before this one. */
  readonly before: Pick<Fix, 'at' | 'deviceMs' | 'accuracyM'> | undefined;
  /** Instants of which a position is kept already. */
  readonly kept: ReadonlySet<number>;
  readonly duty: readonly Span[];
  readonly place: Place;
}

/** One reason not to believe or keep a fix. */
export interface Stage {
  readonly name: string;
  readonly label: Text;
  readonly drops: (fix: Fix, scene: Scene) => boolean;
}

export const future: Stage = {
  name: 'FUTURE',
  label: { zh: '手机时间比实际快', en: 'the clock of the device runs ahead' },
  drops: ({ deviceMs }, { nowMs, policy }) => deviceMs > nowMs + policy.aheadMs,
};

export const past: Stage = {
  name: 'PAST',
  label: { zh: '时间太早', en: 'measured too long ago' },
  drops: ({ deviceMs }, { nowMs, policy }) => !(deviceMs >= nowMs - policy.pastMs),
};

export const duplicate: Stage = {
  name: 'DUPLICATE',
  label: { zh: '已经收到过', en: 'known already' },
  drops: ({ deviceMs }, { before, kept }) => kept.has(deviceMs) || before?.deviceMs === deviceMs,
};

/** What a receiver without satellites answers: 0, 0. */
export const zero: Stage = {
  name: 'ZERO',
  label: { zh: '没有定到位', en: 'no place at all' },
  drops: ({ at: [lng, lat] }) => Math.abs(lng) < 1e-6 && Math.abs(lat) < 1e-6,
};

export const inaccurate: Stage = {
  name: 'INACCURATE',
  label: { zh: '误差太大', en: 'too inaccurate' },
  drops: ({ accuracyM }, { policy }) => !(accuracyM >= 0 && accuracyM <= policy.worstAccuracyM),
};

/** The circles of both fixes are given the benefit of the doubt. */
export const impossibleSpeed: Stage = {
  name: 'IMPOSSIBLE_SPEED',
  label: { zh: '快得不可能', en: 'faster than anybody can be' },
  drops: (fix, { before, policy }) => {
    if (!before || fix.deviceMs - before.deviceMs > policy.speedMemoryMs) return false;
    const metres = distance(before.at, fix.at) - before.accuracyM - fix.accuracyM;
    return metres > (policy.maxSpeedMps * (fix.deviceMs - before.deviceMs)) / 1000;
  },
};

export const offDuty: Stage = {
  name: 'OFF_DUTY',
  label: { zh: '当时不在岗', en: 'off duty at that time' },
  drops: ({ deviceMs }, { duty }) =>
    !duty.some(
      ({ fromMs, untilMs }) => fromMs <= deviceMs && (untilMs === null || deviceMs < untilMs),
    ),
};

export const outOfArea: Stage = {
  name: 'OUT_OF_AREA',
  label: { zh: '离街道太远', en: 'too far from the street' },
  drops: (_, { place }) => !place.near,
};
