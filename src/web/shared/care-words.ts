import type { Text } from './text.ts';

const text = (zh: string, en: string): Text => ({ zh, en });
type Words = Readonly<Record<string, Text>>;
const from =
  (words: Words) =>
  (code: string): Text =>
    words[code] ?? text(code, '');

export const alertText = from({
  NO_ANSWER: text('敲门没人应', 'no answer at the door'),
  UNSAFE: text('人不安全', 'not safe'),
  MISSED_CONTACT: text('很久没人见到', 'not seen for too long'),
  CHANGE_OBSERVED: text('骑手发现异样', 'a rider noticed a change'),
});

export const urgencyText = from({
  URGENT: text('紧急', 'urgent'),
  ROUTINE: text('一般', 'routine'),
});

export const levelText = from({
  COMMUNITY: text('社区处置', 'with the community'),
  STREET: text('已升级到街道', 'with the street office'),
});

export const rungText = from({
  CALL: text('给本人打电话', 'ring the resident'),
  CONTACT: text('打紧急联系人', 'ring the contacts'),
  NEIGHBOUR: text('请邻居看看', 'ask a neighbour'),
  GRID_STAFF: text('网格员上门', 'grid staff go there'),
  EMERGENCY: text('紧急处置', 'emergency'),
});

export const rungOutcomeText = from({
  REACHED: text('见到了人', 'reached'),
  NO_ANSWER: text('没有应答', 'no answer'),
  UNSAFE: text('不安全', 'unsafe'),
  LAPSED: text('到时没有回音', 'ran out'),
  DELIVERED: text('已当面送到', 'delivered'),
});

export const signText = from({
  CONFUSED: text('神志不清', 'confused'),
  WEAK: text('虚弱', 'weak'),
  INJURED: text('受伤', 'injured'),
  MOOD: text('情绪低落', 'low mood'),
  HOME_UNSAFE: text('家中有隐患', 'home unsafe'),
  NOT_EATING: text('吃不下', 'not eating'),
  OTHER: text('其他', 'other'),
});

export const relationText = from({
  FAMILY: text('家属', 'family'),
  NEIGHBOUR: text('邻居', 'neighbour'),
  FRIEND: text('朋友', 'friend'),
  DOCTOR: text('医生', 'doctor'),
  OTHER: text('其他', 'other'),
});

/** What came of looking after somebody. */
export const results: readonly (readonly [string, Text])[] = [
  ['SAFE', text('人平安', 'safe')],
  ['HELP_ARRANGED', text('已安排帮助', 'help arranged')],
  ['TAKEN_TO_CARE', text('已送医或照护', 'taken to care')],
  ['NOT_NEEDED', text('不需要', 'not needed')],
  ['OTHER', text('其他', 'other')],
];
