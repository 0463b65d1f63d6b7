import { useMemo } from 'react';
import { useNow } from '../../shared/clock.tsx';
import { useStore } from '../../shared/store.ts';
import { Both } from '../../shared/both.tsx';
import { noFilter, visible } from '../board.ts';
import { may, useDesk } from '../desk.ts';
import type { RequestLine } from '../documents/board.ts';
import { FilterBar } from './filter-bar.tsx';
import { RequestRow } from './request-row.tsx';

/** The requests that matter now, soonest due first. */
export function RequestList() {
  const desk = useDesk();
  const { lines } = useStore(desk.board);
  const filter = useStore(desk.filter);
  const panel = useStore(desk.panel);
  const now = useNow();
  const shown = useMemo(() => visible(lines.values(), filter, now), [lines, filter, now]);
  const open = panel.show === 'request' ? panel.id : undefined;
  return (
    <section className="list" aria-labelledby="list-title">
      <header>
        <h2 id="list-title">
          <Both zh={`请求 ${shown.length}`} en="Requests" />
        </h2>
        {may(desk, 'request:open') ? (
          <button
            type="button"
            id="new-request"
            className="primary"
            aria-keyshortcuts="N"
            onClick={() => desk.panel.change(() => ({ show: 'opening' }))}
          >
            <Both zh="新请求" en="New" /> <kbd>N</kbd>
          </button>
        ) : null}
      </header>
      <FilterBar />
      {shown.length > 0 ? <Rows shown={shown} open={open} /> : <Nothing all={lines.size} />}
    </section>
  );
}

const move = (event: React.KeyboardEvent<HTMLElement>) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-request]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
};

/** One tab stop for the whole list: arrows, J and K move inside. */
function Rows({ shown, open }: { shown: RequestLine[]; open: string | undefined }) {
  const stop = shown.some(({ id }) => id === open) ? open : shown[0]?.id;
  return (
    // The arrows only move between the buttons inside, which stay the interactive elements.
    <ul className="rows" onKeyDown={move}>
      {shown.map((line) => (
        <li key={line.id}>
          <RequestRow line={line} current={line.id === open} tabStop={line.id === stop} />
        </li>
      ))}
    </ul>
  );
}

function Nothing({ all }: { all: number }) {
  const { filter } = useDesk();
  if (all === 0)
    return (
      <p className="nothing">
        <Both zh="没有等待的请求。" en="No requests are waiting." />
      </p>
    );
  return (
    <p className="nothing">
      <Both zh="没有符合筛选的请求。" en="No request matches." />{' '}
      <button type="button" onClick={() => filter.change(() => noFilter)}>
        <Both zh="清空筛选" en="Clear" />
      </button>
    </p>
  );
}
