import { useState } from 'react';
import { Both } from '../../shared/both.tsx';
import { nameOf, type Text } from '../../shared/text.ts';
import type { Act } from '../act.ts';
import { useDesk } from '../desk.ts';
import { RecordCall, TakeCall, type Call } from '../documents/duty.ts';
import { Since } from '../request/standing.tsx';

const outcomes: readonly (readonly [string, Text])[] = [
  ['REACHED', { zh: '打通了', en: 'Reached' }],
  ['NO_ANSWER', { zh: '没人接', en: 'No answer' }],
  ['WRONG_NUMBER', { zh: '号码不对', en: 'Wrong number' }],
  ['NOT_NEEDED', { zh: '不用打了', en: 'Not needed' }],
];

/** One rider no message reached: the number is told to whoever takes the call, and what came of it is ticked off. */
export function CallCard({ call, act }: { call: Call; act: Act }) {
  const { session, me, panel } = useDesk();
  const [phone, setPhone] = useState<string>();
  const { id, rider, request, takenBy } = call;
  const take = async () => setPhone((await session.ask(TakeCall, { id })).takeCall.phone);
  return (
    <li data-call={id}>
      <p className="card-title">
        <strong>
          {rider.name} {rider.badge}
        </strong>
        <Since at={call.openedAt} />
      </p>
      <p>
        <Both {...nameOf(request.kind)} /> {request.code} · {request.place}
      </p>
      {phone ? (
        <p>
          <a href={`tel:${phone}`}>{phone}</a>
        </p>
      ) : null}
      <p className="card-foot">
        {phone ? null : (
          <button
            type="button"
            className="inline"
            disabled={takenBy !== null && takenBy !== me.id}
            onClick={() => void act(take)}
          >
            {takenBy !== null && takenBy !== me.id ? (
              <Both zh="别人在打" en="Taken" />
            ) : (
              <Both zh="我来打（看号码）" en="Take and show number" />
            )}
          </button>
        )}
        {outcomes.map(([outcome, text]) => (
          <button
            key={outcome}
            type="button"
            className="inline"
            onClick={() => void act(() => session.ask(RecordCall, { id, outcome }))}
          >
            <Both {...text} />
          </button>
        ))}
        <button
          type="button"
          className="inline"
          onClick={() => panel.change(() => ({ show: 'request', id: request.id }))}
        >
          <Both zh="看请求" en="Request" />
        </button>
      </p>
    </li>
  );
}
