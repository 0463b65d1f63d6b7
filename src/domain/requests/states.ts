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
  TO_PICKUP = 'TO_PICKUP',
  AT_PICKUP = 'AT_PICKUP',
  PICKED_UP = 'PICKED_UP',
  AT_DOOR = 'AT_DOOR',
  DONE = 'DONE',
  FAILED = 'FAILED',
  RETURNING = 'RETURNING',
  RETURNED = 'RETURNED',
  WITHDRAWN = 'WITHDRAWN',
  TRANSFERRED = 'TRANSFERRED',
}

/** What a rider says by one tap; delivering and failing take more words. */
export enum DeliveryStep {
  TO_PICKUP = 'TO_PICKUP',
  AT_PICKUP = 'AT_PICKUP',
  PICKED_UP = 'PICKED_UP',
  AT_DOOR = 'AT_DOOR',
  RETURNED = 'RETURNED',
}

/** What follows when a rider with the goods in hand cannot deliver. */
export enum Course {
  SAME_RIDER = 'SAME_RIDER',
  ANOTHER_RIDER = 'ANOTHER_RIDER',
  BACKSTOP = 'BACKSTOP',
}

/** 转单的状态: what became of asking a colleague to take a task over. */
export enum TransferState {
  PENDING = 'PENDING',
  AGREED = 'AGREED',
  DONE = 'DONE',
  DECLINED = 'DECLINED',
  EXPIRED = 'EXPIRED',
  WITHDRAWN = 'WITHDRAWN',
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
  /** A service plan, as its day came. */
  PLAN = 'PLAN',
  /** Staff, for many at once. */
  BATCH = 'BATCH',
}

registerEnumType(RequestState, { name: 'RequestState' });
registerEnumType(OfferState, { name: 'OfferState' });
registerEnumType(AssignmentState, { name: 'AssignmentState' });
registerEnumType(DeclineReason, { name: 'DeclineReason' });
registerEnumType(FailReason, { name: 'FailReason' });
registerEnumType(DeliveryStep, { name: 'DeliveryStep' });
registerEnumType(Course, { name: 'Course' });
registerEnumType(TransferState, { name: 'TransferState' });
