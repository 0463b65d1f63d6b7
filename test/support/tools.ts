import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAttempts } from '../../src/platform/attempts/attempts.ts';
import { folderStore } from '../../src/platform/files/folder-store.ts';
import type { Tools } from '../../src/platform/context.ts';
import { keysFrom } from '../../src/platform/crypto/keys.ts';
import { openPasswords } from '../../src/platform/crypto/passwords.ts';
import { openGather } from '../../src/platform/gather/gather.ts';
import { openShelf } from '../../src/platform/shelf/shelf.ts';
import { openGateways } from '../../src/platform/gateways/gateways.ts';
import { openLive } from '../../src/platform/live/live.ts';
import { through } from '../../src/platform/sms/open-sms.ts';
import type { Sms, SmsProvider } from '../../src/platform/sms/sms-provider.ts';

/** Keeps what would have been sent. */
export class CollectedSms implements SmsProvider {
  readonly sent: Sms[] = [];

  send(sms: Sms): void {
    this.sent.push(sms);
  }

  /** The latest one-time code sent to a phone (E.164). */
  codeFor(phone: string): string {
    const sms = this.sent.findLast((sent) => sent.phone === phone && sent.params.code);
    if (!sms) throw new Error(`no code was sent to ${phone}`);
    return sms.params.code!;
  }
}

/** The real parts a context carries, with a key that is always the same. */
export const testTools = (sms = new CollectedSms()): Tools & { sms: CollectedSms } => ({
  keys: keysFrom(Buffer.alloc(32, 'test')),
  passwords: openPasswords(),
  attempts: openAttempts(),
  sms,
  gateways: openGateways(() => through(sms), ['127.0.0.0/8']),
  files: folderStore(mkdtempSync(join(tmpdir(), 'files-'))),
  gather: openGather(),
  shelf: openShelf(),
  live: openLive({ everyMs: 1_000, failed: failing }),
});

/** A picture that cannot be read ends the test run: nothing here may fail unseen. */
function failing(error: unknown): never {
  throw error;
}
