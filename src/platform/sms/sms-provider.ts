/** A text message by its template; `params` fill the template's places. */
export interface Sms {
  /** E.164. */
  readonly phone: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  /** The same message handed over twice is sent once. */
  readonly dedupId: string;
}

/**
 * Takes text messages to phones. Returns at once: the adapter sends, tries again and reports by itself, so that nobody can tell from the
 * time an answer takes whether a message was sent.
 */
export interface SmsProvider {
  send(sms: Sms): void;
}
