import { registerEnumType } from 'type-graphql';

/** 处置步骤: whom the ladder turns to, in this order. */
export enum LadderStepName {
  CALL = 'CALL',
  CONTACT = 'CONTACT',
  NEIGHBOUR = 'NEIGHBOUR',
  GRID_STAFF = 'GRID_STAFF',
  EMERGENCY = 'EMERGENCY',
}

/** 处置状态: under way, somebody has seen the person, or handed on as an alert. */
export enum LadderState {
  OPEN = 'OPEN',
  RESOLVED = 'RESOLVED',
  ESCALATED = 'ESCALATED',
}

/** What a person says of a step. */
export enum StepAnswer {
  REACHED = 'REACHED',
  NO_ANSWER = 'NO_ANSWER',
  UNSAFE = 'UNSAFE',
}

/** What became of a step: a person's answer, a deadline that passed, or a delivery that showed the person. */
export enum StepOutcome {
  REACHED = 'REACHED',
  NO_ANSWER = 'NO_ANSWER',
  UNSAFE = 'UNSAFE',
  LAPSED = 'LAPSED',
  DELIVERED = 'DELIVERED',
}

/** How a ladder ended. */
export enum LadderOutcome {
  REACHED = 'REACHED',
  DELIVERED = 'DELIVERED',
  UNSAFE = 'UNSAFE',
  NO_ANSWER = 'NO_ANSWER',
}

/** 风险等级: how often somebody has to be seen. */
export enum RiskClass {
  HIGH = 'HIGH',
  MEDIUM = 'MEDIUM',
  LOW = 'LOW',
}

/** 异常迹象: what somebody at the door noticed. */
export enum Sign {
  CONFUSED = 'CONFUSED',
  WEAK = 'WEAK',
  INJURED = 'INJURED',
  MOOD = 'MOOD',
  HOME_UNSAFE = 'HOME_UNSAFE',
  NOT_EATING = 'NOT_EATING',
  OTHER = 'OTHER',
}

export enum AlertKind {
  NO_ANSWER = 'NO_ANSWER',
  UNSAFE = 'UNSAFE',
  MISSED_CONTACT = 'MISSED_CONTACT',
  CHANGE_OBSERVED = 'CHANGE_OBSERVED',
}

export enum Urgency {
  ROUTINE = 'ROUTINE',
  URGENT = 'URGENT',
}

/** Who looks after an alert: the community, or the street office once the community let it wait. */
export enum AlertLevel {
  COMMUNITY = 'COMMUNITY',
  STREET = 'STREET',
}

export enum AlertState {
  OPEN = 'OPEN',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  RESOLVED = 'RESOLVED',
}

/** 处理结果: what looking after the person came to. */
export enum AlertResult {
  SAFE = 'SAFE',
  HELP_ARRANGED = 'HELP_ARRANGED',
  TAKEN_TO_CARE = 'TAKEN_TO_CARE',
  NOT_NEEDED = 'NOT_NEEDED',
  OTHER = 'OTHER',
}

registerEnumType(LadderStepName, { name: 'LadderStepName' });
registerEnumType(LadderState, { name: 'LadderState' });
registerEnumType(StepAnswer, { name: 'StepAnswer' });
registerEnumType(StepOutcome, { name: 'StepOutcome' });
registerEnumType(LadderOutcome, { name: 'LadderOutcome' });
registerEnumType(RiskClass, { name: 'RiskClass' });
registerEnumType(Sign, { name: 'Sign' });
registerEnumType(AlertKind, { name: 'AlertKind' });
registerEnumType(Urgency, { name: 'Urgency' });
registerEnumType(AlertLevel, { name: 'AlertLevel' });
registerEnumType(AlertState, { name: 'AlertState' });
registerEnumType(AlertResult, { name: 'AlertResult' });
