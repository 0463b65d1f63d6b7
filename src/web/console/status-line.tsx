import { useEffect, useRef, useState } from 'react';
import { timeOf } from '../shared/time.ts';
import { useStore } from '../shared/store.ts';
import { Both } from '../shared/both.tsx';
import type { Text } from '../shared/text.ts';
import { eventText } from '../shared/words.ts';
import { useDesk } from './desk.ts';
import type { BoardEvent } from './documents/board.ts';

const SPOKEN_EVERY_MS = 5000;

/** The latest change, seen at once and spoken at most every five seconds. */
export function StatusLine() {
  const { latest, link } = useStore(useDesk().board);
  const text = latest && textOf(latest);
  const spoken = useSpoken(text);
  return (
    <footer className="status-line" data-link={link}>
      <span aria-hidden="true">
        {text && latest ? (
          <>
            <time>{timeOf(latest.at, 'second')}</time> <Both {...text} />
          </>
        ) : (
          <Both zh="等待变化" en="Waiting for changes" />
        )}
      </span>
      <span role="status" className="unseen">
        {spoken ? <Both {...spoken} /> : null}
      </span>
    </footer>
  );
}

function textOf({ name, request }: BoardEvent): Text | undefined {
  const what = eventText(name);
  if (!what || !request) return undefined;
  return {
    zh: `${request.code} ${request.kind.name} · ${request.place} · ${what.zh}`,
    en: what.en,
  };
}

function useSpoken(text: Text | undefined): Text | undefined {
  const [spoken, setSpoken] = useState<Text>();
  const last = useRef(0);
  const key = text && text.zh + text.en;
  useEffect(() => {
    if (!text) return undefined;
    const wait = Math.max(0, last.current + SPOKEN_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSpoken(text);
    }, wait);
    return () => clearTimeout(timer);
    // The text is made anew at each rendering; its words tell whether it changed.
  }, [key]);
  return spoken;
}
