/** A gateway did not take a message; `retry` says whether the same message may be handed over again. */
export class GatewayFailure extends Error {
  readonly retry: 'LATER' | 'NEVER';
  /** What the gateway said, without any personal data: its code, or the kind of the failure. */
  readonly reason: string;
  /** The gateway takes nothing before so many ms have passed. */
  readonly waitMs: number;

  constructor(retry: 'LATER' | 'NEVER', reason: string, waitMs = 0) {
    super(reason);
    this.retry = retry;
    this.reason = reason;
    this.waitMs = waitMs;
  }
}
