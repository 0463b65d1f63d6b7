import { useEffect, useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { Both } from '../../shared/both.tsx';
import { freshKey } from '../../shared/key.ts';
import { useStore } from '../../shared/store.ts';
import type { Text } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import { useDesk } from '../desk.ts';
import type { RequestLine } from '../documents/board.ts';
import { DispatchRound, PreviewRound, type Proposal } from '../documents/rounds.ts';
import { Part, SidePanel } from '../side-panel.tsx';
import { Choosing } from './choosing.tsx';
import { chosen, colourOf, type Draft, draftOf, moved, toDispatch, toPlanAgain } from './draft.ts';
import { RouteCard } from './route-card.tsx';

/** 路线规划: rounds for what waits, seen on the map before anything is assigned; edited, and dispatched in whole or in part. */
export function RoundsPanel() {
  const { session, board } = useDesk();
  const { lines } = useStore(board);
  const [picked, setPicked] = useState<ReadonlySet<string>>();
  const [proposal, setProposal] = useState<Proposal>();
  const [failure, setFailure] = useState<Text>();
  const [done, setDone] = useState<Text>();
  const [busy, setBusy] = useState(false);
  const waiting = [...lines.values()]
    .filter(({ state }) => state === 'OPEN')
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.code < b.code ? -1 : 1));
  const wanted = waiting.filter(({ id }) => picked?.has(id) ?? true).map(({ id }) => id);

  const doing = async (work: () => Promise<void>) => {
    setBusy(true);
    setFailure(undefined);
    setDone(undefined);
    await work().catch((error: unknown) => setFailure(refusalText(error)));
    setBusy(false);
  };
  const preview = (requestIds: string[], withoutRiderIds: string[]) =>
    doing(async () => {
      const asked = { requestIds, withoutRiderIds, key: freshKey() };
      setProposal((await session.ask(PreviewRound, asked)).previewRound);
    });
  const dispatch = (draft: Draft) =>
    doing(async () => {
      const routes = toDispatch(draft);
      const asked = { id: draft.proposalId, routes, key: freshKey() };
      await session.ask(DispatchRound, asked);
      const count = routes.reduce((sum, { requestIds }) => sum + requestIds.length, 0);
      setProposal(undefined);
      setDone({
        zh: `已派出 ${routes.length} 条路线，共 ${count} 单`,
        en: `${routes.length} rounds with ${count} requests dispatched`,
      });
    });
  return (
    <SidePanel title={{ zh: '路线规划', en: 'Rounds' }} name="rounds" ready refusal={failure}>
      <p role="status" data-testid="dispatched">
        {done ? <Both {...done} /> : null}
      </p>
      {proposal ? (
        <Proposed
          key={proposal.id}
          proposal={proposal}
          lines={lines}
          busy={busy}
          onDispatch={dispatch}
          onAgain={preview}
          onBack={() => setProposal(undefined)}
        />
      ) : (
        <>
          <Choosing lines={waiting} chosen={picked} onChange={setPicked} />
          <p className="card-foot">
            <button
              type="button"
              className="primary"
              disabled={busy || wanted.length === 0}
              onClick={() => void preview(wanted, [])}
            >
              <Both zh={`试排 ${wanted.length} 单`} en={`Propose for ${wanted.length}`} />
            </button>
          </p>
        </>
      )}
    </SidePanel>
  );
}

interface ProposedProps {
  proposal: Proposal;
  lines: ReadonlyMap<string, RequestLine>;
  busy: boolean;
  onDispatch: (draft: Draft) => Promise<void>;
  onAgain: (requestIds: string[], withoutRiderIds: string[]) => Promise<void>;
  onBack: () => void;
}

function Proposed({ proposal, lines, busy, onDispatch, onAgain, onBack }: ProposedProps) {
  const { rounds } = useDesk();
  const [draft, setDraft] = useState(() => draftOf(proposal));
  const [lookedAt, setLookedAt] = useState<string>();
  useEffect(() => rounds.change(() => ({ draft, lookedAt })), [rounds, draft, lookedAt]);
  useEffect(() => () => rounds.change(() => undefined), [rounds]);
  const riders = draft.routes.map(({ rider }) => rider);
  const ready = toDispatch(draft);
  const again = toPlanAgain(draft);
  const carried = [...lines.values()].filter(({ state }) => /^(ASSIGNED|IN_PROGRESS)$/.test(state));
  return (
    <>
      <ul className="cards" data-testid="routes">
        {draft.routes.map((route, index) => (
          <RouteCard
            key={route.rider.id}
            route={route}
            colour={colourOf(index)}
            lines={lines}
            riders={riders}
            carrying={carried.filter(({ rider }) => rider?.id === route.rider.id).length}
            onMove={(id, riderId) => setDraft((now) => moved(now, id, riderId))}
            onChoose={(isChosen) => setDraft((now) => chosen(now, route.rider.id, isChosen))}
            onLook={(looking) => setLookedAt(looking ? route.rider.id : undefined)}
          />
        ))}
      </ul>
      <LeftOut proposal={proposal} left={draft.left} lines={lines} />
      <p className="card-foot round-foot">
        <button
          type="button"
          className="primary"
          disabled={busy || ready.length === 0}
          onClick={() => void onDispatch(draft)}
        >
          <Both zh={`派出 ${ready.length} 条路线`} en={`Dispatch ${ready.length} rounds`} />
        </button>
        <button
          type="button"
          disabled={busy || again[0].length === 0}
          onClick={() => void onAgain(...again)}
        >
          <Both zh="按改动重排" en="Propose again" />
        </button>
        <button type="button" onClick={onBack}>
          <Both zh="重新选择" en="Choose again" />
        </button>
      </p>
      <p className="hint">
        <Both
          zh={`方案在 ${timeOf(proposal.expiresAt)} 前有效；去掉勾选的骑手重排时不再安排。`}
          en={`Holds until ${timeOf(proposal.expiresAt)}; riders without a tick get nothing when proposed again.`}
        />
      </p>
    </>
  );
}

function LeftOut({
  proposal: { unplanned },
  left,
  lines,
}: Pick<ProposedProps, 'proposal' | 'lines'> & { left: readonly string[] }) {
  if (unplanned.length + left.length === 0) return null;
  const codeOf = (id: string) => lines.get(id)?.code ?? '—';
  return (
    <Part id="left-out" title={{ zh: '没有排上的', en: 'left out' }}>
      <ul className="crew">
        {unplanned.map(({ requestId, reasons }) => (
          <li key={requestId}>
            {codeOf(requestId)} {reasons[0] ? <Both {...reasons[0]} /> : null}
          </li>
        ))}
        {left.map((id) => (
          <li key={id}>
            {codeOf(id)} <Both zh="由您留下" en="left by you" />
          </li>
        ))}
      </ul>
    </Part>
  );
}
