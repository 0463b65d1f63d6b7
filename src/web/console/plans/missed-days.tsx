import { Both } from '../../shared/both.tsx';
import type { Act } from '../act.ts';
import { useDesk } from '../desk.ts';
import { SettleOccurrence, type MissedDay } from '../documents/plans.ts';
import { ReasonDialog } from '../request/reason-dialog.tsx';
import { Part } from '../side-panel.tsx';

/** Days of plans that became no request; somebody says what was done instead. */
export function MissedDays({ days, act }: { days: readonly MissedDay[]; act: Act }) {
  const { session } = useDesk();
  return (
    <Part id="missed" title={{ zh: `没派出 ${days.length}`, en: 'not issued' }}>
      <ul className="cards">
        {days.map(({ id, on, state, plan, resident }) => (
          <li key={id} data-missed={id}>
            <p>
              <strong>
                {on} {plan.name}
              </strong>{' '}
              {resident.maskedName} · {resident.place}
            </p>
            {state === 'MISSED' ? (
              <p className="card-foot">
                <ReasonDialog
                  title={{ zh: '后来怎么补的？', en: 'What was done instead?' }}
                  label={{ zh: '记下补办', en: 'Settle' }}
                  onReason={(note) => act(() => session.ask(SettleOccurrence, { id, note }))}
                />
              </p>
            ) : (
              <p className="hint">
                <Both zh="还在试" en="still tried" />
              </p>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}
