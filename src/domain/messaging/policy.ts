/** When an offer nobody has seen climbs, in seconds after it was made. */
export interface Climb {
  readonly messageS: number;
  readonly smsS: number;
  readonly phoneS: number;
}

/** The numbers of messaging, as data with a version and a date. */
export interface Policy {
  readonly version: number;
  /** HH:MM, local. */
  readonly quietFrom: string;
  readonly quietTo: string;
  /** Tries before a message is put with the dead letters. */
  readonly attempts: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** After so many hours a message is of no use. */
  readonly deadHours: number;
  /** What WeCom and DingTalk let one bot say in any minute. */
  readonly botPerMinute: number;
  readonly reservedForUrgent: number;
  /** By the tier of the kind of request, 0 to 3. */
  readonly ladder: readonly Climb[];
}

export const defaultPolicy: Policy = {
  version: 1,
  quietFrom: '22:00',
  quietTo: '07:00',
  attempts: 10,
  firstRetryMs: 5_000,
  longestRetryMs: 3_600_000,
  deadHours: 24,
  botPerMinute: 20,
  reservedForUrgent: 4,
  ladder: [
    { messageS: 20, smsS: 45, phoneS: 75 },
    { messageS: 10, smsS: 20, phoneS: 30 },
    { messageS: 5, smsS: 10, phoneS: 18 },
    { messageS: 3, smsS: 6, phoneS: 10 },
  ],
};
