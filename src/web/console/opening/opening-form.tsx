import { useEffect, useRef, useState, type ReactNode } from 'react';
import { refusalText } from '../../shared/api.ts';
import { freshKey } from '../../shared/key.ts';
import { Both } from '../../shared/both.tsx';
import { both, nameOf, type Text } from '../../shared/text.ts';
import { useDesk } from '../desk.ts';
import type { Station } from '../documents/ground.ts';
import { OpenRequest, type Kind } from '../documents/opening.ts';
import { Refusal } from '../side-panel.tsx';
import { emptyDraft, inputOf, type Draft } from './draft.ts';
import { PickupFields } from './pickup-fields.tsx';
import { WhereFields } from './where-fields.tsx';

export interface DraftProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

/** The form by which staff open a request for somebody. */
export function OpeningForm({ kinds, stations }: { kinds: Kind[]; stations: Station[] }) {
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(kinds[0]?.code ?? ''));
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const { submit, busy, refusal } = useOpening(draft, kinds);
  const kind = kinds.find(({ code }) => code === draft.kind);
  return (
    <aside className="panel opening" aria-labelledby="opening-title">
      <OpeningHead />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Labelled zh="要什么" en="Kind">
          <select value={draft.kind} onChange={({ target }) => change({ kind: target.value })}>
            {kinds.map((each) => (
              <option key={each.code} value={each.code}>
                {both(nameOf(each))}
              </option>
            ))}
          </select>
        </Labelled>
        <WhereFields draft={draft} change={change} />
        {kind?.needsPickup ? (
          <PickupFields draft={draft} change={change} stations={stations} />
        ) : null}
        <WindowFields draft={draft} change={change} minutes={kind?.windowMinutes ?? 0} />
        <Labelled zh="备注（只有工作人员和接单骑手看得到）" en="Note">
          <textarea
            rows={2}
            maxLength={300}
            value={draft.note}
            onChange={({ target }) => change({ note: target.value })}
          />
        </Labelled>
        <Refusal text={refusal} />
        <button type="submit" className="primary wide" disabled={busy}>
          <Both zh="提交请求" en="Open the request" />
        </button>
      </form>
    </aside>
  );
}

function OpeningHead() {
  const { panel } = useDesk();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <header className="panel-head">
      <h2 id="opening-title" tabIndex={-1} ref={title}>
        <Both zh="新请求" en="New request" />
      </h2>
      <button
        type="button"
        className="close"
        aria-label="关闭 Close"
        onClick={() => panel.change(() => ({ show: 'nothing' }))}
      >
        ×
      </button>
    </header>
  );
}

/** A field with its name in both languages above it. */
export const Labelled = ({ zh, en, children }: Text & { children: ReactNode }) => (
  <label className="labelled">
    <Both zh={zh} en={en} />
    {children}
  </label>
);

function WindowFields({ draft, change, minutes }: DraftProps & { minutes: number }) {
  return (
    <fieldset>
      <legend>
        <Both zh="时间" en="When" />
      </legend>
      <div className="pair">
        <Labelled zh="最早" en="From">
          <input
            type="datetime-local"
            value={draft.readyAt}
            onChange={({ target }) => change({ readyAt: target.value })}
          />
        </Labelled>
        <Labelled zh="最晚" en="Until">
          <input
            type="datetime-local"
            value={draft.dueAt}
            onChange={({ target }) => change({ dueAt: target.value })}
          />
        </Labelled>
      </div>
      <p className="hint">
        <Both zh={`不填：现在起 ${minutes} 分钟内`} en={`empty: within ${minutes} min from now`} />
      </p>
    </fieldset>
  );
}

/** Sends the draft; the key stays the same until it is accepted, so that pressing twice opens one request. */
function useOpening(draft: Draft, kinds: Kind[]) {
  const { session, panel } = useDesk();
  const [key, setKey] = useState(freshKey);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Text>();
  useEffect(() => setKey(freshKey()), [draft]);
  const submit = async () => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const input = inputOf(draft, kinds);
      const { openRequest } = await session.ask(OpenRequest, { input, key });
      panel.change(() => ({ show: 'request', id: openRequest.id }));
    } catch (error) {
      setRefusal(refusalText(error));
      setBusy(false);
    }
  };
  return { submit, busy, refusal };
}
