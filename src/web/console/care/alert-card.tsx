import { Both } from '../../shared/both.tsx';
import { alertText, levelText, signText, urgencyText } from '../../shared/care-words.ts';
import { nameOf } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import type { Act } from '../act.ts';
import { may, useDesk } from '../desk.ts';
import { AcknowledgeAlert, ResolveAlert, type Alert } from '../documents/care.ts';
import { Since } from '../request/standing.tsx';
import { Contacts } from './contacts.tsx';
import { ResultDialog } from './result-dialog.tsx';

/** One person to be looked after: why, by whom, since when, and what can be said of it. */
export function AlertCard({ alert, act }: { alert: Alert; act: Act }) {
  const desk = useDesk();
  const { session } = desk;
  const { id, resident, state } = alert;
  return (
    <li data-alert={id} data-state={state} data-urgency={alert.urgency}>
      <p className="card-title">
        <strong>
          {resident.maskedName} · {resident.place}
        </strong>
        <span className="tag">
          <Both {...urgencyText(alert.urgency)} />
        </span>
      </p>
      <p>
        <Both {...alertText(alert.kind)} />
        {alert.observation?.signs.map((sign) => (
          <span key={sign} className="tag">
            <Both {...signText(sign)} />
          </span>
        ))}
      </p>
      <p>
        <Both zh="现在由谁负责：" en="Accountable now:" />{' '}
        <strong>
          <Both {...nameOf(alert.owner)} />
        </strong>{' '}
        <Since at={alert.raisedAt} />
      </p>
      <p className="hint">
        <Both {...levelText(alert.level)} />
        {alert.escalateAt && state === 'OPEN' ? (
          <>
            {' · '}
            <Both
              zh={`${timeOf(alert.escalateAt)} 没人接就升级`}
              en={`goes up at ${timeOf(alert.escalateAt)}`}
            />
          </>
        ) : null}
      </p>
      <Contacts residentId={resident.id} />
      {may(desk, 'care:act') ? (
        <p className="card-foot">
          {state === 'OPEN' ? (
            <button
              type="button"
              className="inline"
              onClick={() => void act(() => session.ask(AcknowledgeAlert, { id }))}
            >
              <Both zh="我来处置" en="Take it" />
            </button>
          ) : (
            <span className="tag">
              <Both zh="已有人处置" en="taken" />
            </span>
          )}
          <ResultDialog
            onResult={(result, note) =>
              act(() => session.ask(ResolveAlert, { id, result, note: note || null }))
            }
          />
        </p>
      ) : null}
    </li>
  );
}
