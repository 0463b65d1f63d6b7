import { useEffect, useRef, useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { OverdueBadge, StateBadge } from '../../shared/badge.tsx';
import { useNow } from '../../shared/clock.tsx';
import { Both } from '../../shared/both.tsx';
import { both, nameOf, type Text } from '../../shared/text.ts';
import { isOverdue } from '../board.ts';
import { useDesk } from '../desk.ts';
import type { RequestDetail } from '../documents/request.ts';
import { Actions } from './actions.tsx';
import { CandidateList } from './candidate-list.tsx';
import { useDetail, type Detail } from './detail.ts';
import { Facts } from './facts.tsx';
import { Timeline } from './timeline.tsx';

/** Does something with the request and tells how it ended. */
export type Act = (work: () => Promise<unknown>) => Promise<void>;

/** The request at hand: what it is, who could go, what has happened, and what can be done. */
export function RequestPanel({ id }: { id: string }) {
  const detail = useDetail(id);
  const { act, busy, refusal } = useAct(detail);
  const { request } = detail;
  return (
    <aside className="panel" aria-labelledby="panel-title" data-busy={busy}>
      <PanelHead request={request} />
      <Refusal text={refusal ?? detail.failure} />
      {request ? (
        <>
          <Facts request={request} />
          <Actions request={request} act={act} />
          {detail.candidates ? (
            <CandidateList ranking={detail.candidates} request={request} act={act} busy={busy} />
          ) : null}
          <Timeline request={request} act={act} />
        </>
      ) : null}
    </aside>
  );
}

export const Refusal = ({ text }: { text: Text | undefined }) => (
  <div role="alert">
    {text ? (
      <p className="refusal">
        <Both {...text} />
      </p>
    ) : null}
  </div>
);

function PanelHead({ request }: { request: RequestDetail | undefined }) {
  const { panel } = useDesk();
  const title = useRef<HTMLHeadingElement>(null);
  const now = useNow();
  useEffect(() => title.current?.focus(), []);
  return (
    <header className="panel-head">
      <h2 id="panel-title" tabIndex={-1} ref={title}>
        {request ? <Both {...nameOf(request.kind)} /> : <Both zh="请求" en="Request" />}
        {request ? <span className="code"> {request.code}</span> : null}
      </h2>
      <button
        type="button"
        className="close"
        aria-label={both({ zh: '关闭', en: 'Close' })}
        onClick={() => panel.change(() => ({ show: 'nothing' }))}
      >
        ×
      </button>
      {request ? (
        <p className="panel-state" data-state={request.state} data-testid="state">
          <StateBadge state={request.state} />
          {isOverdue(request, now) ? <OverdueBadge /> : null}
        </p>
      ) : null}
    </header>
  );
}

/** Runs one action at a time; after a refusal the ranking is fresh, as the reason is often that something changed. */
function useAct({ reload }: Detail): { act: Act; busy: boolean; refusal: Text | undefined } {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Text>();
  const act: Act = async (work) => {
    if (busy) return;
    setBusy(true);
    setRefusal(undefined);
    await work().catch((error: unknown) => setRefusal(refusalText(error)));
    await reload();
    setBusy(false);
  };
  return { act, busy, refusal };
}
