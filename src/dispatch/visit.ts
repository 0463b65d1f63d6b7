import { isLngLat, type LngLat } from '../geo/point.ts';
import type { Inspection } from './invalid.ts';
import type { Visit } from './model.ts';

/** What must be said of a visit; the rest is zero. */
export type VisitDraft = Pick<Visit, 'at'> & Partial<Visit>;

export const inspectPoint = (inspection: Inspection, field: string, at: LngLat): void =>
  inspection.require(isLngLat(at), field, {
    zh: '没有有效的位置',
    en: 'is no position in WGS-84 degrees',
  });

/** A visit with its times, zero unless given. */
export const makeVisit = (draft: VisitDraft): Visit => ({
  at: draft.at,
  approachSeconds: draft.approachSeconds ?? 0,
  serviceSeconds: draft.serviceSeconds ?? 0,
});

export function inspectVisit(inspection: Inspection, field: string, visit: Visit): void {
  inspectPoint(inspection, `${field}.at`, visit.at);
  inspection.amount(`${field}.approachSeconds`, visit.approachSeconds);
  inspection.amount(`${field}.serviceSeconds`, visit.serviceSeconds);
}
