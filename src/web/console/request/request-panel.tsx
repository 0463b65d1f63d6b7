import { useEffect, useRef } from 'react';
import { OverdueBadge, StateBadge } from '../../shared/badge.tsx';
import { useNow } from '../../shared/clock.tsx';
import { Both } from '../../shared/both.tsx';
import { nameOf } from '../../shared/text.ts';
import { useAct } from '../act.ts';
import { isOverdue } from '../board.ts';
import type { RequestDetail } from '../documents/request.ts';
import { Actions } from './actions.tsx';
import { CandidateList } from './candidate-list.tsx';
import { CloseButton, Refusal } from '../side-panel.tsx';
import { useDetail } from './detail.ts';
import { Facts } from './facts.tsx';
import { Proofs } from './proofs.tsx';
import { Timeline } from './timeline.tsx';

/** The request at hand: what it is, who could go, what has happened, and what can be done. */
export function RequestPanel({ id }: { id: string }) {
  const detail = useDetail(id);
  const { act, busy, refusal } = useAct(detail.reload);
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
          <Proofs request={request} />
          <Timeline request={request} act={act} />
        </>
      ) : null}
    </aside>
  );
}

function PanelHead({ request }: { request: RequestDetail | undefined }) {
  const title = useRef<HTMLHeadingElement>(null);
  const now = useNow();
  useEffect(() => title.current?.focus(), []);
  return (
    <header className="panel-head">
      <h2 id="panel-title" tabIndex={-1} ref={title}>
        {request ? <Both {...nameOf(request.kind)} /> : <Both zh="请求" en="Request" />}
        {request ? <span className="code"> {request.code}</span> : null}
      </h2>
      <CloseButton />
      {request ? (
        <p className="panel-state" data-state={request.state} data-testid="state">
          <StateBadge state={request.state} />
          {isOverdue(request, now) ? <OverdueBadge /> : null}
        </p>
      ) : null}
    </header>
  );
}
