import type { Role } from './documents/access.ts';
import type { Text } from './text.ts';

export type RequestState =
  | 'OPEN'
  | 'MATCHING'
  | 'ASSIGNED'
  | 'IN_PROGRESS'
  | 'FULFILLED'
  | 'CONFIRMED'
  | 'CANCELLED'
  | 'UNSERVED'
  | 'HANDED_TO_BACKSTOP';
export type OfferState = 'PENDING' | 'ACCEPTED' | 'DECLINED' | 'EXPIRED' | 'WITHDRAWN' | 'LOST';
export type Duty = 'OFF' | 'ON' | 'BREAK';

const text = (zh: string, en: string): Text => ({ zh, en });

/** What a dispatcher calls the state of a request. */
export const stateWords: Readonly<Record<RequestState, Text>> = {
  OPEN: text('待派', 'Waiting'),
  MATCHING: text('邀约中', 'Offered'),
  ASSIGNED: text('前往中', 'On the way'),
  IN_PROGRESS: text('服务中', 'Serving'),
  FULFILLED: text('待确认', 'Done'),
  CONFIRMED: text('已完成', 'Confirmed'),
  CANCELLED: text('已取消', 'Cancelled'),
  UNSERVED: text('未能服务', 'Unserved'),
  HANDED_TO_BACKSTOP: text('社区兜底', 'Backstop'),
};

export const overdueWord = text('超时', 'Overdue');

export const offerWords: Readonly<Record<OfferState, Text>> = {
  PENDING: text('等待答复', 'awaiting answer'),
  ACCEPTED: text('已接受', 'accepted'),
  DECLINED: text('已婉拒', 'declined'),
  EXPIRED: text('未答复', 'no answer'),
  WITHDRAWN: text('已撤回', 'withdrawn'),
  LOST: text('他人先接', 'taken by another'),
};

export const dutyWords: Readonly<Record<Duty, Text>> = {
  OFF: text('下岗', 'Off duty'),
  ON: text('在岗', 'On duty'),
  BREAK: text('休息', 'On a break'),
};

const reasonWords: Readonly<Record<string, Text>> = {
  BUSY: text('正忙', 'busy'),
  TOO_FAR: text('太远', 'too far'),
  TOO_HEAVY: text('太重', 'too heavy'),
  END_OF_SHIFT: text('快下班', 'end of shift'),
  UNSAFE: text('不安全', 'unsafe'),
  OTHER: text('其他', 'other'),
  OFF_DUTY: text('已下岗', 'went off duty'),
  ASSIGNED_BY_HAND: text('已人工指派', 'assigned by hand'),
  REQUEST_CLOSED: text('请求已结束', 'request closed'),
};

/** A reason code in words; a person's own words stay as they are. */
export const reasonText = (reason: string): Text => reasonWords[reason] ?? text(reason, '');

const careWords: Readonly<Record<string, Text>> = {
  LIVING_ALONE: text('独居', 'lives alone'),
  FRAIL: text('体弱', 'frail'),
  CHILDLESS: text('无子女', 'childless'),
  PARTY_ELDER: text('老党员', 'party elder'),
  DISABLED: text('残疾', 'disabled'),
};

export const careText = (category: string): Text => careWords[category] ?? text(category, '');

/** What happened, for the line that tells the latest change. */
const eventWords: Readonly<Record<string, Text>> = {
  'request.opened': text('新请求', 'new request'),
  'request.offered': text('已邀约骑手', 'offered to a rider'),
  'request.declined': text('骑手婉拒', 'declined by a rider'),
  'request.expired': text('邀约未答复', 'offer ran out'),
  'request.lost': text('他人先接', 'taken by another rider'),
  'request.offer_withdrawn': text('邀约已撤回', 'offer withdrawn'),
  'request.reserved': text('已为骑手预留', 'kept for a rider'),
  'request.reservation_ended': text('预留已变', 'no longer kept'),
  'request.reservation_declined': text('骑手谢绝预留', 'not for this rider'),
  'request.assigned': text('已有骑手', 'has a rider'),
  'request.withdrawn': text('指派已撤回', 'assignment withdrawn'),
  'request.advanced': text('骑手推进一步', 'one step on'),
  'request.step_corrected': text('骑手更正一步', 'a step was taken back'),
  'request.picked_up': text('已取件', 'picked up'),
  'request.fulfilled': text('已送达', 'fulfilled'),
  'request.failed': text('骑手未能完成', 'rider could not finish'),
  'request.fulfilled_by_community': text('社区已自行办妥', 'done by the community'),
  'request.opened_again': text('重新打开', 'opened again'),
  'request.transfer_requested': text('骑手求转单', 'transfer asked for'),
  'request.transfer_ended': text('转单有了结果', 'transfer ended'),
  'request.transferred': text('已转给同事', 'handed to a colleague'),
  'request.proof_waived': text('已免凭证', 'proof waived'),
  'request.confirmed': text('已确认完成', 'confirmed'),
  'request.cancelled': text('已取消', 'cancelled'),
  'request.handed_to_backstop': text('转社区兜底', 'handed to the community'),
  'request.unserved': text('未能服务', 'unserved'),
};

export const eventText = (name: string): Text | undefined => eventWords[name];

export const roleWords: Readonly<Record<Role, Text>> = {
  STREET_STAFF: text('街道工作人员', 'Street staff'),
  COMMUNITY_STAFF: text('社区工作人员', 'Community staff'),
  RIDER: text('骑手', 'Rider'),
  RESIDENT: text('居民', 'Resident'),
  FAMILY: text('家属', 'Family'),
  PARTNER: text('伙伴企业', 'Partner'),
  ANALYST: text('分析员', 'Analyst'),
};
