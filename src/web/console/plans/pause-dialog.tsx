import { useId, useRef, useState } from 'react';
import { Both } from '../../shared/both.tsx';
import { useNow } from '../../shared/clock.tsx';
import { both, type Text } from '../../shared/text.ts';
import type { PauseInput } from '../documents/plans.ts';

const reasons: readonly (readonly [string, Text])[] = [
  ['HOSPITAL', { zh: '住院', en: 'in hospital' }],
  ['FAMILY', { zh: '去家人那里', en: 'with family' }],
  ['TRAVEL', { zh: '外出', en: 'travelling' }],
  ['OTHER', { zh: '其他', en: 'other' }],
];

interface PauseProps {
  name: string;
  onPause: (pause: Omit<PauseInput, 'residentId'>) => Promise<void>;
}

/** Asks why and until when before somebody is no longer served. */
export function PauseDialog({ name, onPause }: PauseProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const today = dayOf(useNow());
  const [reason, setReason] = useState('HOSPITAL');
  const [until, setUntil] = useState('');
  const id = useId();
  return (
    <>
      <button type="button" className="inline" onClick={() => dialog.current?.showModal()}>
        <Both zh="停送" en="Pause" />
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-title`}>
        <form
          method="dialog"
          onSubmit={() => void onPause({ reason, from: today, until: until || null })}
        >
          <h2 id={`${id}-title`}>
            <Both zh={`从今天起停送：${name}`} en="Pause from today" />
          </h2>
          <label htmlFor={`${id}-why`}>
            <Both zh="原因" en="Reason" />
          </label>
          <select
            id={`${id}-why`}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          >
            {reasons.map(([code, text]) => (
              <option key={code} value={code}>
                {both(text)}
              </option>
            ))}
          </select>
          <label htmlFor={`${id}-until`}>
            <Both zh="停到哪天（不知道就空着）" en="Last day (empty if unknown)" />
          </label>
          <input
            id={`${id}-until`}
            type="date"
            min={today}
            value={until}
            onChange={({ target }) => setUntil(target.value)}
          />
          <p className="dialog-foot">
            <button type="submit" className="primary">
              <Both zh="停送" en="Pause" />
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              <Both zh="不了" en="Keep it" />
            </button>
          </p>
        </form>
      </dialog>
    </>
  );
}

/** The day here, as 2026-03-02. */
function dayOf(now: number): string {
  const at = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
