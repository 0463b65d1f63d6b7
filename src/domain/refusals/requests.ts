import type { Text } from '../../platform/errors.ts';

/** Asking, offering, bringing and proving. */
export const requests = {
  ILLEGAL_STEP: (step: Text, state: Text) => ({
    zh: `现在是“${state.zh}”，不能${step.zh}。`,
    en: `It is ${state.en} now and cannot be ${step.en}.`,
  }),
  UNKNOWN_KIND: (kind: string) => ({
    zh: `没有“${kind}”这个服务类别。`,
    en: `There is no kind of request called ${kind}.`,
  }),
  RESIDENT_NEEDED: () => ({ zh: '请说明为哪位居民申请。', en: 'Say for which resident it is.' }),
  PLACE_NEEDED: () => ({
    zh: '请说明送到哪里：选居民，或填位置和地点名称。',
    en: 'Say where to: a resident, or a point with the name of the place.',
  }),
  PICKUP_NEEDED: () => ({
    zh: '这类服务要先取件，请选驿站或填取件位置和名称。',
    en: 'This kind is picked up first: choose a station, or a point with its name.',
  }),
  SERVICE_CONSENT_NEEDED: () => ({
    zh: '这位居民还没有同意上门服务，请先征得同意。',
    en: 'This resident has not consented to be served: ask for consent first.',
  }),
  WINDOW_ENDS_BEFORE_IT_BEGINS: () => ({
    zh: '最晚时间须在最早时间之后。',
    en: 'It must be due after it is ready.',
  }),
  WINDOW_IS_PAST: () => ({ zh: '要求的时间已经过去。', en: 'The time asked for has passed.' }),
  WINDOW_TOO_FAR: (days: number) => ({
    zh: `最多提前 ${days} 天申请。`,
    en: `Requests can be made ${days} days ahead at most.`,
  }),
  NOBODY_ACCOUNTABLE: () => ({
    zh: '这个社区还没有登记兜底单位，请街道先登记。',
    en: 'No organization answers for this community yet: the street office has to name one.',
  }),
  OFFER_EXPIRED: () => ({
    zh: '这次派单已过时，谢谢；有新任务会再通知您。',
    en: 'This offer has expired; you will hear of the next one.',
  }),
  OFFER_LOST: () => ({
    zh: '已被其他骑手先接走，谢谢您的响应。',
    en: 'Another rider was faster; thank you for answering.',
  }),
  OFFER_WITHDRAWN: () => ({ zh: '这次派单已撤回。', en: 'This offer was taken back.' }),
  ALREADY_ANSWERED: () => ({
    zh: '您已经答复过这次派单。',
    en: 'You have already answered this offer.',
  }),
  ALREADY_TAKEN: () => ({ zh: '这个任务已有骑手承担。', en: 'A rider has already taken this.' }),
  RIDER_FULL: () => ({ zh: '骑手的载量已满。', en: 'The rider can carry no more.' }),
  RIDER_ALREADY_ASKED: () => ({
    zh: '骑手正在考虑另一个任务。',
    en: 'The rider is being asked for something else.',
  }),
  RIDER_NOT_ON_DUTY: () => ({ zh: '骑手不在岗。', en: 'The rider is not on duty.' }),
  NOT_FOR_THIS_RIDER: (why: Text) => ({
    zh: `暂不能接这个任务：${why.zh}`,
    en: `This task cannot be taken now: ${why.en}`,
  }),
  NOT_PICKED_UP_YET: () => ({
    zh: '请先确认取件，再确认送达。',
    en: 'Say that it is picked up before it is delivered.',
  }),
  NOTHING_TO_PICK_UP: () => ({
    zh: '这个任务不用取件。',
    en: 'There is nothing to pick up for this task.',
  }),
  STEP_IN_THE_FUTURE: () => ({
    zh: '手机时间比实际快，请校准时间。',
    en: 'The clock of the device runs ahead: please set it.',
  }),
  STEP_BEFORE_ACCEPTANCE: () => ({
    zh: '这个时间早于接单，请核对。',
    en: 'That was before the task was accepted: please check the time.',
  }),
  NOTHING_TO_UNDO: () => ({ zh: '没有可以撤销的步骤。', en: 'There is no step to take back.' }),
  TOO_LATE_TO_UNDO: (minutes: number) => ({
    zh: `只能在 ${minutes} 分钟内撤销，请联系社区。`,
    en: `A step can be taken back within ${minutes} minutes only: ask the community.`,
  }),
  TOO_LATE_TO_OPEN_AGAIN: (hours: number) => ({
    zh: `送达 ${hours} 小时后不能重新打开，请另开新的申请。`,
    en: `It cannot be opened again ${hours} hours after it was done: make a new request.`,
  }),
  PROOF_MISSING: (what: Text) => ({
    zh: `还缺签收凭证：${what.zh}。`,
    en: `The delivery is not shown yet: ${what.en} is missing.`,
  }),
  PROOF_WRONG: (what: Text) => ({
    zh: `签收凭证不对：${what.zh}，请核对后重试。`,
    en: `The proof is not right: please check ${what.en}.`,
  }),
  PHOTO_UNREADABLE: () => ({
    zh: '无法读取这张照片，请用 JPEG、PNG 或 WebP 重拍。',
    en: 'This photo cannot be read: take it again as JPEG, PNG or WebP.',
  }),
  PHOTO_TOO_LARGE: (megabytes: number) => ({
    zh: `照片不能超过 ${megabytes} MB。`,
    en: `A photo may have ${megabytes} MB at most.`,
  }),
  TRANSFER_UNDER_WAY: () => ({
    zh: '这个任务已在转单中。',
    en: 'This task is already being handed on.',
  }),
  TRANSFER_OVER: () => ({
    zh: '这次转单已经结束。',
    en: 'This transfer is over.',
  }),
  DECISION_NOT_REPLAYABLE: () => ({
    zh: '这个决定不能重新计算：由人工作出，或当时的快照已不在。',
    en: 'This decision cannot be computed again: a person made it, or its snapshot is gone.',
  }),
  NOT_TO_THIS_RIDER: () => ({
    zh: '这位骑手不能接这个任务：技能、信任等级或载量不够，或不在岗。',
    en: 'This rider cannot take the task over: skills, trust, room or duty do not fit.',
  }),
} as const satisfies Record<string, (...facts: never[]) => Text>;
