import { registerEnumType } from 'type-graphql';

/** 服务请求的状态: where a request stands. */
export enum RequestState {
  OPEN = 'OPEN',
  MATCHING = 'MATCHING',
  ASSIGNED = 'ASSIGNED',
  IN_PROGRESS = 'IN_PROGRESS',
  FULFILLED = 'FULFILLED',
  CONFIRMED = 'CONFIRMED',
  CANCELLED = 'CANCELLED',
  UNSERVED = 'UNSERVED',
  HANDED_TO_BACKSTOP = 'HANDED_TO_BACKSTOP',
}

/** 派单邀请的状态: what became of asking one rider. */
export enum OfferState {
  PENDING = 'PENDING',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
  LOST = 'LOST',
}

/** 任务的状态: how far the rider who accepted has come. */
export enum AssignmentState {
  ACCEPTED = 'ACCEPTED',
  PICKED_UP = 'PICKED_UP',
  DONE = 'DONE',
  WITHDRAWN = 'WITHDRAWN',
  FAILED = 'FAILED',
}

/** Why a rider declines; it costs the rider nothing. */
export enum DeclineReason {
  BUSY = 'BUSY',
  TOO_FAR = 'TOO_FAR',
  TOO_HEAVY = 'TOO_HEAVY',
  END_OF_SHIFT = 'END_OF_SHIFT',
  UNSAFE = 'UNSAFE',
  OTHER = 'OTHER',
}

/** Why a rider could not finish. */
export enum FailReason {
  NOBODY_HOME = 'NOBODY_HOME',
  REFUSED_AT_DOOR = 'REFUSED_AT_DOOR',
  WRONG_PLACE = 'WRONG_PLACE',
  GOODS_MISSING = 'GOODS_MISSING',
  UNSAFE = 'UNSAFE',
  BREAKDOWN = 'BREAKDOWN',
  OTHER = 'OTHER',
}

/** Who asked. */
export enum Channel {
  RESIDENT = 'RESIDENT',
  FAMILY = 'FAMILY',
  STAFF = 'STAFF',
}

registerEnumType(RequestState, { name: 'RequestState' });
registerEnumType(OfferState, { name: 'OfferState' });
registerEnumType(AssignmentState, { name: 'AssignmentState' });
registerEnumType(DeclineReason, { name: 'DeclineReason' });
registerEnumType(FailReason, { name: 'FailReason' });
