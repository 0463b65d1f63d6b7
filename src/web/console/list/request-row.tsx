import { OverdueBadge, StateBadge } from '../../shared/badge.tsx';
import { useNow } from '../../shared/clock.tsx';
import { digitsOf, remainingText } from '../../shared/time.ts';
import { shortGridName } from '../../shared/grid-name.ts';
import { Both } from '../../shared/both.tsx';
import { both, nameOf } from '../../shared/text.ts';
import { careText } from '../../shared/words.ts';
import { isOverdue } from '../board.ts';
import { useDesk } from '../desk.ts';
import type { RequestLine } from '../documents/board.ts';

interface RowProps {
  line: RequestLine;
  current: boolean;
  tabStop: boolean;
}

/** One request in the list: its state, what it is, where, for whom, and how long is left. */
export function RequestRow({ line, current, tabStop }: RowProps) {
  const { panel } = useDesk();
  const late = isOverdue(line, useNow());
  return (
    <button
      type="button"
      className="row"
      data-request={line.id}
      data-code={line.code}
      data-state={line.state}
      aria-current={current}
      tabIndex={tabStop ? 0 : -1}
      onClick={() => panel.change(() => ({ show: 'request', id: line.id }))}
    >
      <span className="row-head">
        <StateBadge state={line.state} />
        {late ? <OverdueBadge /> : null}
        <strong>
          <Both {...nameOf(line.kind)} />
        </strong>
        {line.state === 'FULFILLED' ? null : <Countdown dueAt={line.dueAt} />}
      </span>
      <span className="row-foot">
        {line.code} · {line.place} · {shortGridName(line.grid.name)}
        {line.resident ? ` · ${line.resident.maskedName}` : ''}
        {line.rider ? ` · ${line.rider.name}` : ''}
        {line.resident?.categories.slice(0, 1).map((category) => (
          <span key={category} className="tag" title={both(careText(category))}>
            {careText(category).zh}
          </span>
        ))}
      </span>
    </button>
  );
}

/** The time left as digits that run, with the words for those who hear it. */
export function Countdown({ dueAt }: { dueAt: string }) {
  const seconds = (Date.parse(dueAt) - useNow()) / 1000;
  return (
    <span className="countdown" data-late={seconds < 0}>
      <span aria-hidden="true">
        {seconds < 0 ? '−' : ''}
        {digitsOf(seconds)}
      </span>
      <span className="unseen">{both(remainingText(seconds))}</span>
    </span>
  );
}
