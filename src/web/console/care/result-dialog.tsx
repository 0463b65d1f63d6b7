import { useId, useRef, useState } from 'react';
import { Both } from '../../shared/both.tsx';
import { results } from '../../shared/care-words.ts';

const MAX_LENGTH = 500;

/** Asks what came of it before an alert is closed; it is kept. */
export function ResultDialog({
  onResult,
}: {
  onResult: (result: string, note: string) => Promise<void>;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [result, setResult] = useState('');
  const [note, setNote] = useState('');
  const id = useId();
  return (
    <>
      <button type="button" className="inline primary" onClick={() => dialog.current?.showModal()}>
        <Both zh="了结" en="Resolve" />
      </button>
      <dialog ref={dialog} aria-labelledby={`${id}-title`}>
        <form method="dialog" onSubmit={() => void onResult(result, note.trim())}>
          <h2 id={`${id}-title`}>
            <Both zh="结果怎样？" en="What came of it?" />
          </h2>
          <fieldset className="options">
            <legend className="unseen">
              <Both zh="结果" en="Result" />
            </legend>
            {results.map(([code, text]) => (
              <label key={code}>
                <input
                  type="radio"
                  name={`${id}-result`}
                  value={code}
                  required
                  checked={result === code}
                  onChange={() => setResult(code)}
                />
                <Both {...text} />
              </label>
            ))}
          </fieldset>
          <label htmlFor={`${id}-note`}>
            <Both zh="说明（可不填）" en="Note (optional)" />
          </label>
          <textarea
            id={`${id}-note`}
            rows={2}
            maxLength={MAX_LENGTH}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <p className="dialog-foot">
            <button type="submit" className="primary" disabled={!result}>
              <Both zh="记下并了结" en="Resolve" />
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              <Both zh="再等等" en="Not yet" />
            </button>
          </p>
        </form>
      </dialog>
    </>
  );
}
