import { useNow } from '../shared/clock.tsx';
import { timeOf } from '../shared/time.ts';
import { overdueMark, stateMarks, type Mark } from '../shared/marks.ts';
import { useStore } from '../shared/store.ts';
import { Both } from '../shared/both.tsx';
import { nameOf, type Named } from '../shared/text.ts';
import { overdueWord, stateWords } from '../shared/words.ts';
import { countGroups, type BoardState, type Group } from './board.ts';
import { BridgeMark } from './bridge-mark.tsx';
import { useDesk } from './desk.ts';
import { HelpDialog } from './help-dialog.tsx';

const tiles: readonly Group[] = ['OPEN', 'MATCHING', 'ASSIGNED', 'IN_PROGRESS', 'OVERDUE'];

/** The state of the street in numbers, and whether they are true this second. */
export function Header({ street }: { street: Named }) {
  const desk = useDesk();
  const board = useStore(desk.board);
  const counts = countGroups(board.lines.values(), useNow());
  return (
    <header className="head">
      <p className="brand">
        <BridgeMark />
        <Both zh="红桥调度台" en="Red Bridge Dispatch" />
        <small>
          <Both {...nameOf(street)} />
        </small>
      </p>
      <ul className="tiles" aria-label="此刻 Right now">
        {tiles.map((group) => (
          <li key={group} data-group={group}>
            <strong>{counts[group]}</strong>
            <Swatch {...markOf(group)} />
            <Both {...wordOf(group)} />
          </li>
        ))}
        <li data-group="RIDERS">
          <strong>
            {board.crew?.ridersOnDuty ?? '–'}/{board.crew?.ridersTotal ?? '–'}
          </strong>
          <Both zh="在岗骑手" en="On duty" />
        </li>
      </ul>
      <LinkState board={board} />
      <HelpDialog />
      <button type="button" className="quiet" onClick={() => void desk.session.signOut()}>
        <span className="me">{desk.me.name}</span> <Both zh="退出" en="Sign out" />
      </button>
    </header>
  );
}

const markOf = (group: Group): Mark => (group === 'OVERDUE' ? overdueMark : stateMarks[group]);
const wordOf = (group: Group) => (group === 'OVERDUE' ? overdueWord : stateWords[group]);

const Swatch = ({ fill, ink, sign }: Mark) => (
  <span className="swatch" aria-hidden="true" style={{ background: fill, color: ink }}>
    {sign}
  </span>
);

/** Live, or how old what one looks at may be. */
function LinkState({ board }: { board: BoardState }) {
  const now = useNow();
  const live = board.link === 'LIVE';
  const age = Math.max(0, Math.round((now - board.offsetMs - board.heardAt) / 1000));
  return (
    <p className="link" data-live={live} data-testid="link">
      <span className="dot" aria-hidden="true" />
      {live ? (
        <Both zh="实时" en="Live" />
      ) : (
        <Both zh={`重连中，数据可能过时 ${age} 秒`} en={`Reconnecting, ${age} s old`} />
      )}
      {live ? <time>{timeOf(now, 'second')}</time> : null}
    </p>
  );
}
