import { Both } from '../../shared/both.tsx';
import { useNow } from '../../shared/clock.tsx';
import type { Text } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import type { ShiftLine } from '../documents/duty.ts';
import { Nothing } from '../side-panel.tsx';

const stateWords: Readonly<Record<string, Text>> = {
  OPEN: { zh: '没人', en: 'open' },
  PLANNED: { zh: '待答复', en: 'not answered' },
  CONFIRMED: { zh: '已答应', en: 'confirmed' },
  DECLINED: { zh: '已婉拒', en: 'declined' },
  CANCELLED: { zh: '已取消', en: 'cancelled' },
};

/** The shifts by their hours: how many are sure, and who is missing now. */
export function ShiftTable({ shifts }: { shifts: readonly ShiftLine[] }) {
  if (shifts.length === 0) return <Nothing zh="今天没有排班" en="No shifts today" />;
  const bands = Map.groupBy(shifts, ({ fromAt, untilAt }) => `${fromAt}/${untilAt}`);
  return (
    <ul className="cards">
      {[...bands.values()].map((band) => (
        <Band key={band[0]!.id} shifts={band} />
      ))}
    </ul>
  );
}

function Band({ shifts }: { shifts: readonly ShiftLine[] }) {
  const now = useNow();
  const [{ fromAt, untilAt }] = shifts as [ShiftLine];
  const running = Date.parse(fromAt) <= now && now < Date.parse(untilAt);
  const count = (state: string) => shifts.filter((shift) => shift.state === state).length;
  const missing = shifts.filter(
    ({ state, rider }) => running && state === 'CONFIRMED' && rider?.duty === 'OFF',
  );
  return (
    <li data-band={fromAt} data-running={running}>
      <p className="card-title">
        <strong>
          {timeOf(fromAt)} – {timeOf(untilAt)}
        </strong>
        {running ? (
          <span className="tag">
            <Both zh="正在进行" en="running" />
          </span>
        ) : null}
      </p>
      <ul className="figures">
        {Object.entries(stateWords)
          .filter(([state]) => count(state) > 0)
          .map(([state, text]) => (
            <li key={state} data-shift-state={state}>
              <strong>{count(state)}</strong> <Both {...text} />
            </li>
          ))}
      </ul>
      {missing.length > 0 ? (
        <p>
          <Both zh="该在岗没在岗：" en="not on duty:" />{' '}
          {missing.map(({ rider }) => rider!.name).join('、')}
        </p>
      ) : null}
      <details>
        <summary>
          <Both zh="名单" en="Names" />
        </summary>
        <ul className="crew">
          {shifts.map(({ id, rider, state, gridCodes }) => (
            <li key={id}>
              {rider ? `${rider.name} ${rider.badge}` : '—'} ·{' '}
              <Both {...(stateWords[state] ?? { zh: state, en: '' })} /> {gridCodes.join('、')}
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
