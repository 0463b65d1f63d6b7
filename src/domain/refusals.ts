import { Refusal, type Text } from '../platform/errors.ts';

/** Every way the product says no, on one page. The code is the contract; the sentences are for people. */
const refusals = {
  NOT_SIGNED_IN: () => ({ zh: '请先登录。', en: 'Please sign in first.' }),
  NOT_FOUND: () => ({ zh: '这里没有这个内容。', en: 'There is no such thing here.' }),
  INVALID_INPUT: (what: string) => ({
    zh: `填写的内容不对：${what}。`,
    en: `The input is not valid: ${what}.`,
  }),
  BAD_CREDENTIALS: () => ({ zh: '用户名或密码不对。', en: 'The login or the password is wrong.' }),
  CODE_WRONG: () => ({
    zh: '验证码不对，请核对后重试。',
    en: 'The code is wrong: please check it.',
  }),
  CODE_EXPIRED: () => ({
    zh: '验证码已失效，请重新获取。',
    en: 'The code is no longer valid: ask for a new one.',
  }),
  ROLE_NEEDED: () => ({
    zh: '这个手机号有多个身份，请选择一个登录。',
    en: 'This phone has several roles: choose one to sign in as.',
  }),
  TOO_MANY_TRIES: (seconds: string) => ({
    zh: `尝试太多，请 ${seconds} 秒后再试。`,
    en: `Too many tries: please wait ${seconds} seconds.`,
  }),
  TOKEN_INVALID: () => ({
    zh: '登录凭证无效或已过期，请重新登录。',
    en: 'The token is not valid or has expired: please sign in again.',
  }),
  SESSION_ENDED: () => ({
    zh: '登录已结束，请重新登录。',
    en: 'The session has ended: please sign in again.',
  }),
  PHONE_INVALID: () => ({ zh: '请填写有效的电话号码。', en: 'Please give a valid phone number.' }),
  LOGIN_TAKEN: () => ({
    zh: '这个用户名已被使用，请换一个。',
    en: 'This login is already used: choose another.',
  }),
  PHONE_TAKEN: () => ({
    zh: '这个手机号已有同一身份的账号。',
    en: 'This phone already has an account of this role.',
  }),
  LOGIN_OR_PHONE_NEEDED: () => ({
    zh: '请填写用户名和密码，或手机号。',
    en: 'Give a login with a password, or a phone.',
  }),
  COMMUNITY_NEEDED: () => ({
    zh: '社区工作人员须属于至少一个社区。',
    en: 'Community staff belong to one community at least.',
  }),
  POINT_OUT_OF_RANGE: () => ({
    zh: '经纬度超出范围。',
    en: 'Longitude or latitude is out of range.',
  }),
  OUTSIDE_STREET: () => ({
    zh: '这个位置不在本街道任何网格内，请核对地点。',
    en: 'This place is in no grid of this street: please check it.',
  }),
  CRS_UNKNOWN: () => ({
    zh: '请说明坐标系：wgs84、gcj02 或 bd09。',
    en: 'Say the coordinate system: wgs84, gcj02 or bd09.',
  }),
  GRID_TOPOLOGY: (pieces: string) => ({
    zh: `网格有 ${pieces} 处问题，整批未导入；请按所附图形修正后重试。`,
    en: `The grids have ${pieces} faults and nothing was imported: mend the pieces given and try again.`,
  }),
  ROADS_MISSING: () => ({ zh: '文件里没有道路。', en: 'There are no roads in it.' }),
  GRIDS_MISSING: () => ({ zh: '文件里没有网格。', en: 'There are no grids in it.' }),
  VERSION_NOT_LATER: (latest: string) => ({
    zh: `生效时间须晚于现行版本（${latest}）。`,
    en: `The new version must come into force after the present one (${latest}).`,
  }),
  STREET_EXISTS: (code: string) => ({
    zh: `街道 ${code} 已经存在。`,
    en: `Street ${code} is already there.`,
  }),
  STATION_EXISTS: (code: string) => ({
    zh: `驿站编号 ${code} 已被使用。`,
    en: `Station code ${code} is already used.`,
  }),
  ORGANIZATION_EXISTS: (name: string) => ({
    zh: `${name} 已经是联盟成员。`,
    en: `${name} is already a member.`,
  }),
  ORGANIZATION_LEFT: (name: string) => ({
    zh: `${name} 已经退出联盟。`,
    en: `${name} has already left.`,
  }),
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
  NOT_TO_THIS_RIDER: () => ({
    zh: '这位骑手不能接这个任务：技能、信任等级或载量不够，或不在岗。',
    en: 'This rider cannot take the task over: skills, trust, room or duty do not fit.',
  }),
  WHICH_COMMUNITY: () => ({
    zh: '您负责多个社区，请说明是哪一个。',
    en: 'You have several communities: say which one.',
  }),
  BADGE_TAKEN: () => ({ zh: '这个工牌号已经有人用了。', en: 'This badge number is taken.' }),
  STILL_CARRYING: () => ({
    zh: '还有没送完的任务，送完再下线。',
    en: 'There are tasks under way: finish them first.',
  }),
  STILL_ON_DUTY: () => ({ zh: '骑手还在岗，请先下线。', en: 'The rider is still on duty.' }),
  NOT_ON_DUTY: () => ({ zh: '您还没有上线。', en: 'You are not on duty.' }),
  OFF_DUTY: () => ({
    zh: '您不在岗，不记录位置。请先上线。',
    en: 'You are off duty: nothing is recorded. Start duty first.',
  }),
  POSITION_FROM_THE_FUTURE: () => ({
    zh: '手机时间比实际快，请校准时间。',
    en: 'The clock of the device runs ahead: please set it.',
  }),
  POSITION_INACCURATE: () => ({
    zh: '定位误差太大，没有记录。',
    en: 'The position is too inaccurate to be kept.',
  }),
  POSITION_NOT_BELIEVED: (why: Text) => ({
    zh: `这次定位没有记录：${why.zh}。`,
    en: `The position was not kept: ${why.en}.`,
  }),
  TOO_MANY_TRACKERS: (most: number) => ({
    zh: `最多 ${most} 台设备，请先收回一个令牌。`,
    en: `${most} devices at most: revoke a token first.`,
  }),
  BOX_IS_EMPTY: () => ({
    zh: '地图范围不对：西在东之西，南在北之南。',
    en: 'The window of the map is empty: west of east, south of north.',
  }),
  CONSENT_MISSING: () => ({
    zh: '没有本人同意，不能登记关爱类别和备注。',
    en: 'Care categories and notes are kept only with the consent of the person.',
  }),
  NOT_YOUR_COMMUNITY: () => ({
    zh: '这个地址不在您负责的社区内。',
    en: 'This address is in no community of yours.',
  }),
  ALREADY_INVITED: () => ({
    zh: '这位居民已经有账号。',
    en: 'This resident has an account already.',
  }),
  ALREADY_CHECKED_IN: () => ({
    zh: '您已经向这个社区报到。',
    en: 'You have checked in to this community already.',
  }),
  CHECK_IN_ANSWERED: () => ({
    zh: '这次报到已经处理过。',
    en: 'This check-in has been answered already.',
  }),
  CHECK_IN_NOT_ACCEPTED: () => ({
    zh: '社区还没有接受这名骑手的报到。',
    en: 'The community has not accepted a check-in of this rider.',
  }),
  ALREADY_APPOINTED: () => ({
    zh: '这名骑手在这段时间已有同一聘任。',
    en: 'The rider has such an appointment in this term already.',
  }),
  APPOINTMENT_OVER: () => ({ zh: '这项聘任已经结束。', en: 'This appointment is over.' }),
  SHIFT_OVERLAPS: () => ({
    zh: '和骑手的另一个班次时间重叠。',
    en: 'It overlaps another shift of the rider.',
  }),
  SHIFT_NOT_OPEN: () => ({
    zh: '这个班次现在不能这样改。',
    en: 'This shift cannot be changed this way now.',
  }),
  TOO_MANY_STOPS: (most: number) => ({
    zh: `一天最多共享 ${most} 个自有站点。`,
    en: `At most ${most} own stops can be shared for a day.`,
  }),
  TOKEN_OVER: () => ({
    zh: '这个企业令牌已经失效或已被替换。',
    en: 'This token has ended or has been replaced already.',
  }),
  RULE_NOT_FOLLOWED: () => ({
    zh: '周期规则不对：请写每天、每周几或每月几号（RFC 5545）。',
    en: 'The rule cannot be followed: say days, weekdays or days of the month (RFC 5545).',
  }),
  DAY_IS_PAST: () => ({ zh: '这一天已经过去。', en: 'This day has passed.' }),
  DAY_NOT_IN_PLAN: () => ({ zh: '计划里没有这一天。', en: 'The plan has nothing on this day.' }),
  DAY_ALREADY_SAID: () => ({
    zh: '这一天已经另有安排。',
    en: 'Something was already said of this day.',
  }),
  DAY_UNDER_WAY: () => ({
    zh: '这一天的服务已经在路上或已送到。',
    en: 'What is due on this day is on its way or done.',
  }),
  PLAN_CLOSED: () => ({ zh: '这个计划已经结束。', en: 'This plan has ended.' }),
  NOT_YOUR_PLAN: () => ({
    zh: '这个计划不是您开的，只能改您社区居民的安排。',
    en: 'This plan is not yours: you can change it for the residents of your community only.',
  }),
  ALREADY_IN_PLAN: () => ({
    zh: '这位居民已经在计划里。',
    en: 'This resident is in the plan already.',
  }),
  ALREADY_PAUSED: () => ({
    zh: '这段时间已经登记了停送。',
    en: 'A pause is already noted for these days.',
  }),
  STATION_CLOSED: () => ({
    zh: '取件驿站已关闭，请换一处。',
    en: 'The pickup station is closed: choose another.',
  }),
  NO_RECIPIENTS: () => ({
    zh: '没有符合条件的居民。',
    en: 'There is nobody to whom this applies.',
  }),
  TOO_MANY_RECIPIENTS: (most: number) => ({
    zh: `一次最多发放 ${most} 位，请分批。`,
    en: `At most ${most} at once: please divide them.`,
  }),
  HOURS_UNDER_WAY: () => ({
    zh: '同一时段的任务还没有结束，稍后才能核定。',
    en: 'A task of the same time is still under way: this can be settled later.',
  }),
  OWN_HOURS: () => ({
    zh: '不能核定自己的时长。',
    en: 'Nobody settles their own hours.',
  }),
  CHANNEL_EXISTS: (name: string) => ({
    zh: `已有名为“${name}”的联络群，请换一个名称。`,
    en: `There is a channel called ${name} already: choose another name.`,
  }),
  CHANNEL_ADDRESS: (why: string) => ({
    zh: `这个地址不能用（${why}）：须为 https 公网地址。`,
    en: `This address cannot be used (${why}): it must be public and https.`,
  }),
  CHANNEL_WITHOUT_BOT: () => ({
    zh: '这个群只是登记，没有机器人，无法发送。',
    en: 'This group is only registered: it has no bot to send by.',
  }),
  TEMPLATE_PLACES: (places: string) => ({
    zh: `模板只能使用这些变量：${places}。`,
    en: `The template may only use these places: ${places}.`,
  }),
  MESSAGE_NOT_DEAD: () => ({
    zh: '只有未送出的消息才能重发。',
    en: 'Only a message that was given up can be sent again.',
  }),
  CALL_TAKEN: () => ({
    zh: '这个电话已有同事在打。',
    en: 'A colleague is already making this call.',
  }),
  CALL_ENDED: () => ({ zh: '这个电话已不用再打。', en: 'This call is no longer needed.' }),
  RIDER_WITHOUT_PHONE: () => ({
    zh: '这位骑手没有登记手机号，请联系所属公司。',
    en: 'This rider has no phone on record: please ask the company.',
  }),
  LADDER_CLOSED: () => ({
    zh: '这次处置已经结束，请在预警中继续处理。',
    en: 'This ladder has ended: go on with its alert.',
  }),
  STEP_ANSWERED: () => ({
    zh: '这一步已经有人反馈。',
    en: 'Somebody has already said what came of this step.',
  }),
  ALERT_RESOLVED: () => ({ zh: '这条预警已经办结。', en: 'This alert is resolved already.' }),
  ALERT_WITH_STREET: () => ({
    zh: '这条预警已由街道办理。',
    en: 'This alert is with the street office now.',
  }),
  SIGNS_NEEDED: () => ({
    zh: '请说明发现了什么变化。',
    en: 'Say what has changed: a sign or a note.',
  }),
  NOT_A_DEPARTMENT: () => ({
    zh: '行业主管须是本街道的一个部门。',
    en: 'A kind of request is given to a department of the street.',
  }),
} as const satisfies Record<string, (...facts: never[]) => Text>;

type Refusals = typeof refusals;
export type RefusalCode = keyof Refusals;

/** Says no: throws the refusal with its code and its sentences. */
export function refuse<Code extends RefusalCode>(
  code: Code,
  ...facts: Parameters<Refusals[Code]>
): never {
  throw refusal(code, ...facts);
}

export function refusal<Code extends RefusalCode>(
  code: Code,
  ...facts: Parameters<Refusals[Code]>
): Refusal {
  return new Refusal(code, (refusals[code] as (...facts: unknown[]) => Text)(...facts));
}
