import { registerEnumType } from 'type-graphql';

/** A named group without a bot is only known; the others are written to. */
export enum ChannelKind {
  QQ_GROUP = 'QQ_GROUP',
  WECHAT_GROUP = 'WECHAT_GROUP',
  WECOM_BOT = 'WECOM_BOT',
  DINGTALK_BOT = 'DINGTALK_BOT',
  WEBHOOK = 'WEBHOOK',
}
registerEnumType(ChannelKind, { name: 'ChannelKind' });

export enum Language {
  ZH = 'ZH',
  EN = 'EN',
}
registerEnumType(Language, { name: 'Language' });

export enum MessageState {
  QUEUED = 'QUEUED',
  SENDING = 'SENDING',
  SENT = 'SENT',
  FAILED = 'FAILED',
  DEAD = 'DEAD',
  SUPPRESSED = 'SUPPRESSED',
}
registerEnumType(MessageState, { name: 'MessageState' });

/** What goes first, and what may be said at night. */
export enum Lane {
  URGENT = 'URGENT',
  NORMAL = 'NORMAL',
  LOW = 'LOW',
}
registerEnumType(Lane, { name: 'Lane' });

/** What somebody may want or not want to hear by text message. */
export enum NewsTopic {
  REQUEST_NEWS = 'REQUEST_NEWS',
  OFFERS = 'OFFERS',
}
registerEnumType(NewsTopic, { name: 'NewsTopic' });

export enum CallOutcome {
  REACHED = 'REACHED',
  NO_ANSWER = 'NO_ANSWER',
  WRONG_NUMBER = 'WRONG_NUMBER',
  NOT_NEEDED = 'NOT_NEEDED',
}
registerEnumType(CallOutcome, { name: 'CallOutcome' });
