import { useState } from 'react';
import { refusalText } from '../shared/api.ts';
import type { Text } from '../shared/text.ts';

/** Does something and tells how it ended. */
export type Act = (work: () => Promise<unknown>) => Promise<void>;

/** Runs one action at a time, and the next as soon as it has ended; afterwards all is asked anew, as a refusal often says that something changed. */
export function useAct(reload: () => Promise<void>): {
  act: Act;
  busy: boolean;
  refusal: Text | undefined;
} {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Text>();
  const act: Act = async (work) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    await work().catch((error: unknown) => setRefusal(refusalText(error)));
    setBusy(false);
    await reload();
  };
  return { act, busy, refusal };
}
