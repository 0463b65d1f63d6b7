import { isLngLat } from '../geo/point.ts';
import type { Inspection } from './invalid.ts';
import type { Visit } from './model.ts';

/** What must be said of a visit; the rest is zero. */
export type VisitDraft = Pick<Visit, 'at'> & Partial<Visit>;

export const inspectPoint = (inspection: Inspection, field: string, at: unknown): void => {
  inspection.require(isLngLat(at), field, {
    zh: '没有有效的位置',
    en: 'is no position in WGS-84 degrees',
  });
};

/** A visit with its times, zero unless given. */
export function makeVisit(draft: VisitDraft): Visit {
  const { at, approachSeconds, serviceSeconds } = {
    approachSeconds: 0,
    serviceSeconds: 0,
    ...draft,
  };
  return { at, approachSeconds, serviceSeconds };
}

export function inspectVisit(inspection: Inspection, field: string, visit: unknown): void {
  if (!inspection.record(field, visit)) return;
  inspectPoint(inspection, `${field}.at`, visit.at);
  inspection.amount(`${field}.approachSeconds`, visit.approachSeconds);
  inspection.amount(`${field}.serviceSeconds`, visit.serviceSeconds);
}
