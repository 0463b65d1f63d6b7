import { Both } from '../../shared/both.tsx';
import { useNow } from '../../shared/clock.tsx';
import { capacityText, standingText } from '../../shared/step-words.ts';
import { nameOf } from '../../shared/text.ts';
import { digitsOf, timeOf } from '../../shared/time.ts';
import type { RequestDetail } from '../documents/request.ts';
import { Fact } from './facts.tsx';
import { outlookOf } from './outlook.ts';

/** Who answers for it now and for how long, where the rider stands, and what comes next. */
export function Standing({ request }: { request: RequestDetail }) {
  const { accountable, assignment, attempts, expectedAt, kind } = request;
  const outlook = outlookOf(request);
  return (
    <>
      {accountable ? (
        <Fact zh="现在由谁负责" en="Accountable now">
          <strong>
            <Both {...nameOf(accountable.organization)} />
          </strong>
          <span className="tag">
            <Both {...capacityText(accountable.capacity)} />
          </span>{' '}
          <Since at={accountable.fromAt} />
        </Fact>
      ) : null}
      {assignment ? (
        <Fact zh="到哪一步" en="Step">
          <span data-testid="standing" data-standing={assignment.state}>
            <Both {...standingText(assignment.state)} />
          </span>
        </Fact>
      ) : null}
      {expectedAt ? (
        <Fact zh="预计到门口" en="Expected">
          {timeOf(expectedAt)}
        </Fact>
      ) : null}
      {attempts > 0 ? (
        <Fact zh="上门次数" en="Attempts">
          <Both
            zh={`${attempts} 次没送成，最多 ${kind.maxAttempts} 次`}
            en={`${attempts} of ${kind.maxAttempts} failed`}
          />
        </Fact>
      ) : null}
      {outlook ? (
        <Fact zh="接下来" en="Next">
          <Both {...outlook} />
        </Fact>
      ) : null}
    </>
  );
}

/** How long it has lasted, running. */
export function Since({ at }: { at: string }) {
  const seconds = Math.max(0, (useNow() - Date.parse(at)) / 1000);
  const digits = digitsOf(seconds);
  return (
    <small>
      <Both zh={`已 ${digits}`} en={`for ${digits}`} />
    </small>
  );
}
