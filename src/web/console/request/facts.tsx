import type { ReactNode } from 'react';
import { timeOf } from '../../shared/time.ts';
import { Both } from '../../shared/both.tsx';
import { nameOf, type Text } from '../../shared/text.ts';
import { careText } from '../../shared/words.ts';
import type { RequestDetail } from '../documents/request.ts';
import { Countdown } from '../list/request-row.tsx';
import { Standing } from './standing.tsx';

/** What is known of the request; the resident stays masked. */
export function Facts({ request }: { request: RequestDetail }) {
  const { resident, rider } = request;
  return (
    <dl className="facts">
      {request.closedAt ? null : (
        <Fact zh="时限" en="Due">
          <Countdown dueAt={request.dueAt} />{' '}
          <small>
            {timeOf(request.readyAt)} – {timeOf(request.dueAt)}
          </small>
        </Fact>
      )}
      <Fact zh="地点" en="Place">
        {request.place}
        <small>
          {' '}
          <Both {...nameOf(request.grid)} /> {request.grid.code}
        </small>
      </Fact>
      {request.pickupName ? (
        <Fact zh="取件" en="Pick up">
          {request.pickupName}
        </Fact>
      ) : null}
      {resident ? (
        <Fact zh="居民" en="Resident">
          {resident.maskedName} {resident.maskedPhone}
          {resident.categories.map((category) => (
            <span key={category} className="tag">
              <Both {...careText(category)} />
            </span>
          ))}
        </Fact>
      ) : null}
      {rider ? (
        <Fact zh="骑手" en="Rider">
          <strong>{rider.name}</strong> {rider.badge}
        </Fact>
      ) : null}
      {request.note ? (
        <Fact zh="备注" en="Note">
          {request.note}
        </Fact>
      ) : null}
      <Standing request={request} />
    </dl>
  );
}

export const Fact = ({ zh, en, children }: Text & { children: ReactNode }) => (
  <div>
    <dt>
      <Both zh={zh} en={en} />
    </dt>
    <dd>{children}</dd>
  </div>
);
