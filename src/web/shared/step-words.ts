import type { Text } from './text.ts';

const text = (zh: string, en: string): Text => ({ zh, en });

/** What a rider said of a delivery, by the verb of the step. */
const stepWords: Readonly<Record<string, Text>> = {
  setOut: text('出发去取件', 'set out for the pickup'),
  reachPickup: text('到取件点', 'at the pickup'),
  pickUp: text('已取件', 'picked up'),
  reachDoor: text('到门口', 'at the door'),
  deliver: text('已送达', 'delivered'),
  fail: text('没能完成', 'could not finish'),
  tryLater: text('稍后再送', 'will try again'),
  turnBack: text('把东西送回', 'brings it back'),
  giveBack: text('已送回取件点', 'brought back'),
  revoke: text('核实没有送达', 'found not to be done'),
  transfer: text('转给同事', 'handed to a colleague'),
  withdraw: text('指派被撤回', 'assignment withdrawn'),
  undo: text('更正：撤销上一步', 'took the last step back'),
};

export const stepText = (step: string): Text => stepWords[step] ?? text(step, '');

/** Where a rider stands with the errand. */
const standingWords: Readonly<Record<string, Text>> = {
  ACCEPTED: text('已接受，还没出发', 'accepted, not under way'),
  TO_PICKUP: text('去取件的路上', 'on the way to the pickup'),
  AT_PICKUP: text('在取件点', 'at the pickup'),
  PICKED_UP: text('取到了，去送的路上', 'picked up, on the way to the door'),
  AT_DOOR: text('在门口', 'at the door'),
  DONE: text('已送达', 'delivered'),
  FAILED: text('没能完成', 'could not finish'),
  RETURNING: text('正在送回取件点', 'bringing it back'),
  RETURNED: text('已送回取件点', 'brought back'),
  WITHDRAWN: text('已撤回', 'withdrawn'),
  TRANSFERRED: text('已转给同事', 'handed to a colleague'),
};

export const standingText = (state: string): Text => standingWords[state] ?? text(state, '');

const failWords: Readonly<Record<string, Text>> = {
  NOBODY_HOME: text('没人应门', 'nobody home'),
  REFUSED_AT_DOOR: text('当面拒收', 'refused at the door'),
  WRONG_PLACE: text('地点不对', 'wrong place'),
  GOODS_MISSING: text('东西缺了', 'goods missing'),
  UNSAFE: text('不安全', 'unsafe'),
  BREAKDOWN: text('车坏了', 'vehicle broke down'),
  OTHER: text('其他', 'other'),
};

/** A reason as the service keeps it, `CODE: a person's own words`. */
export function failText(reason: string): Text {
  const [code = '', ...rest] = reason.split(': ');
  const word = failWords[code];
  const own = rest.join(': ');
  return word ? text(own ? `${word.zh}：${own}` : word.zh, word.en) : text(reason, '');
}

const proofWords: Readonly<Record<string, Text>> = {
  PHOTO: text('照片', 'photo'),
  SIGNATURE: text('签名', 'signature'),
  CODE: text('取件码', 'code'),
  SCAN: text('扫码', 'scan'),
  PLACE: text('到场定位', 'place'),
};

export const proofText = (kind: string): Text => proofWords[kind] ?? text(kind, '');

const capacityWords: Readonly<Record<string, Text>> = {
  LINE: text('条线部门', 'department'),
  BLOCK: text('属地社区', 'community'),
  BACKSTOP: text('兜底', 'backstop'),
};

/** In which capacity somebody answers for it: by kind, by place, or as the last. */
export const capacityText = (capacity: string): Text =>
  capacityWords[capacity] ?? text(capacity, '');
