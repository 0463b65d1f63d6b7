import { timeOf } from '../../shared/time.ts';
import { freshKey } from '../../shared/key.ts';
import { Both } from '../../shared/both.tsx';
import { nameOf } from '../../shared/text.ts';
import { may, useDesk } from '../desk.ts';
import {
  AssignRequest,
  type Candidate,
  type Candidates,
  type RequestDetail,
} from '../documents/request.ts';
import { Exclusions } from './exclusions.tsx';
import type { Act } from '../act.ts';

interface RankingProps {
  ranking: Candidates;
  request: RequestDetail;
  act: Act;
  busy: boolean;
}

/** Who could go, best first, and why; and why the others are not asked. */
export function CandidateList({ ranking, request, act, busy }: RankingProps) {
  const desk = useDesk();
  const assign = (riderId: string) =>
    act(() => desk.session.ask(AssignRequest, { requestId: request.id, riderId, key: freshKey() }));
  return (
    <section className="candidates" aria-labelledby="candidates-title">
      <h3 id="candidates-title">
        <Both zh="推荐骑手" en="Suggested riders" />
        <small>
          {' '}
          <Both zh={`${timeOf(ranking.at, 'second')} 试算`} en="dry run" />
        </small>
      </h3>
      <p className="ranking-summary">
        <Both {...ranking.summary} />
      </p>
      <ol>
        {ranking.candidates.map((candidate) => (
          <li key={candidate.rider.id} data-candidate={candidate.rider.id}>
            <CandidateCard candidate={candidate} />
            <AssignButton
              rank={candidate.rank}
              name={candidate.rider.name}
              disabled={busy || !may(desk, 'request:assign')}
              onAssign={() => void assign(candidate.rider.id)}
            />
          </li>
        ))}
      </ol>
      <Exclusions exclusions={ranking.exclusions} />
    </section>
  );
}

interface AssignProps {
  rank: number;
  name: string;
  disabled: boolean;
  onAssign: () => void;
}

const AssignButton = ({ rank, name, disabled, onAssign }: AssignProps) => (
  <button
    type="button"
    className={rank === 1 ? 'primary' : ''}
    data-assign={rank}
    disabled={disabled}
    aria-keyshortcuts={rank === 1 ? 'A 1' : rank <= 5 ? String(rank) : undefined}
    onClick={onAssign}
  >
    <Both zh="指派" en="Assign" />
    <span className="unseen"> {name}</span>
    {rank === 1 ? <kbd>A</kbd> : null}
  </button>
);

const minutesOf = (ms: number): string => (ms / 60_000).toFixed(1).replace(/\.0$/, '');

function CandidateCard({ candidate }: { candidate: Candidate }) {
  const { rider, rank, terms, arriveAt, addedMs, summary } = candidate;
  return (
    <div>
      <p className="candidate-name">
        <strong>
          {rank}. {rider.name}
        </strong>{' '}
        {rider.badge} · <Both {...nameOf(rider.organization)} />
      </p>
      <p>
        <b>{timeOf(arriveAt)}</b> <Both zh="到" en="arrives" /> · <b>+{minutesOf(addedMs)}</b>{' '}
        <Both zh="分钟" en="min" /> · <Both zh="载" en="load" /> {rider.load}/{rider.capacity}
      </p>
      <details className="why">
        <summary>
          <Both {...summary} />
        </summary>
        <ul>
          {terms.map(({ name, ms, text }) => (
            <li key={name}>
              <Both {...text} /> <b>{minutesOf(ms)}</b>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
