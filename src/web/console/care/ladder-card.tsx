import { Both } from '../../shared/both.tsx';
import { rungOutcomeText, rungText } from '../../shared/care-words.ts';
import { nameOf, type Text } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import type { Act } from '../act.ts';
import { may, useDesk } from '../desk.ts';
import { AnswerStep, type Ladder, type LadderStepLine } from '../documents/care.ts';
import { Countdown } from '../list/request-row.tsx';
import { Contacts } from './contacts.tsx';

const answers: readonly (readonly [string, Text])[] = [
  ['REACHED', { zh: '见到了人', en: 'Reached' }],
  ['NO_ANSWER', { zh: '没有应答', en: 'No answer' }],
  ['UNSAFE', { zh: '不安全', en: 'Unsafe' }],
];

/** Somebody who did not open the door: which step runs, until when, and the answers to it. */
export function LadderCard({ ladder, act }: { ladder: Ladder; act: Act }) {
  const desk = useDesk();
  const { panel } = desk;
  const { resident, requestId } = ladder;
  const open = ladder.steps.find(({ endedAt }) => endedAt === null);
  return (
    <li data-ladder={ladder.id} data-step={ladder.step}>
      <p className="card-title">
        <strong>
          {resident.maskedName} · {resident.place}
        </strong>
        <Countdown dueAt={ladder.deadlineAt} />
      </p>
      <p>
        <Both {...rungText(ladder.step)} />{' '}
        <small>
          <Both
            zh={`${timeOf(ladder.deadlineAt)} 前没回音就下一步`}
            en={`next step at ${timeOf(ladder.deadlineAt)}`}
          />
        </small>
      </p>
      <p>
        <Both zh="现在由谁负责：" en="Accountable now:" />{' '}
        <strong>
          <Both {...nameOf(ladder.owner)} />
        </strong>
      </p>
      <Rungs steps={ladder.steps} />
      <Contacts residentId={resident.id} />
      <p className="card-foot">
        {open && may(desk, 'care:answer')
          ? answers.map(([outcome, text]) => (
              <button
                key={outcome}
                type="button"
                className="inline"
                onClick={() =>
                  void act(() => desk.session.ask(AnswerStep, { id: open.id, outcome }))
                }
              >
                <Both {...text} />
              </button>
            ))
          : null}
        <button
          type="button"
          className="inline"
          onClick={() => panel.change(() => ({ show: 'request', id: requestId }))}
        >
          <Both zh="看请求" en="Request" />
        </button>
      </p>
    </li>
  );
}

/** What was tried already, with what came of it. */
export const Rungs = ({ steps }: { steps: readonly LadderStepLine[] }) => (
  <ol className="rungs">
    {steps
      .filter(({ endedAt }) => endedAt)
      .map(({ id, step, endedAt, outcome }) => (
        <li key={id}>
          <time dateTime={endedAt!}>{timeOf(endedAt!)}</time> <Both {...rungText(step)} />
          {outcome ? (
            <>
              {'：'}
              <Both {...rungOutcomeText(outcome)} />
            </>
          ) : null}
        </li>
      ))}
  </ol>
);
