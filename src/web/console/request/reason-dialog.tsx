import { useId, useRef, useState } from 'react';
import { Both } from '../../shared/both.tsx';
import type { Text } from '../../shared/text.ts';

interface ReasonProps {
  /** What is about to happen. */
  title: Text;
  /** The button that opens it, and the one that does it. */
  label: Text;
  onReason: (reason: string) => Promise<void>;
}

const usual: readonly Text[] = [
  { zh: '居民改了主意', en: 'The resident changed their mind' },
  { zh: '改派其他骑手', en: 'Another rider takes it' },
  { zh: '登记有误', en: 'Entered by mistake' },
];

const MAX_LENGTH = 200;

/** Asks for the reason before something is taken back; it is kept with the request. */
export function ReasonDialog({ title, label, onReason }: ReasonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [reason, setReason] = useState('');
  const id = useId();
  const submit = () => {
    void onReason(reason.trim());
    setReason('');
  };
  return (
    <>
      <button type="button" className="inline" onClick={() => dialog.current?.showModal()}>
        <Both {...label} />
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-title`}>
        <form method="dialog" onSubmit={submit}>
          <h2 id={`${id}-title`}>
            <Both {...title} />
          </h2>
          <label htmlFor={id}>
            <Both zh="原因" en="Reason" />
          </label>
          <textarea
            id={id}
            required
            rows={2}
            maxLength={MAX_LENGTH}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className="usual">
            {usual.map((text) => (
              <button key={text.zh} type="button" onClick={() => setReason(text.zh)}>
                <Both {...text} />
              </button>
            ))}
          </p>
          <p className="dialog-foot">
            <button type="submit" className="primary" disabled={!reason.trim()}>
              <Both {...label} />
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
