import { useCallback, useEffect, useRef, useState } from 'react';
import { refusalText } from '../shared/api.ts';
import type { Text } from '../shared/text.ts';

export interface Asked<T> {
  data: T | undefined;
  failure: Text | undefined;
  reload: () => Promise<void>;
}

const EVERY_MS = 15_000;

/** Asks at once and again every so often; the last question asked is the one that counts. */
export function useAsked<T>(ask: () => Promise<T>, everyMs = EVERY_MS): Asked<T> {
  const [data, setData] = useState<T>();
  const [failure, setFailure] = useState<Text>();
  const latest = useRef(0);
  const reload = useCallback(async () => {
    const turn = ++latest.current;
    const isLast = () => turn === latest.current;
    try {
      const answer = await ask();
      if (!isLast()) return;
      setData(answer);
      setFailure(undefined);
    } catch (error) {
      if (isLast()) setFailure(refusalText(error));
    }
  }, [ask]);
  useEffect(() => {
    void reload();
    const timer = setInterval(() => void reload(), everyMs);
    return () => {
      clearInterval(timer);
      latest.current++;
    };
  }, [reload, everyMs]);
  return { data, failure, reload };
}
