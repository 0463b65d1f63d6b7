import type { ReactNode } from 'react';
import { timeOf } from '../../shared/time.ts';
import { Both } from '../../shared/both.tsx';
import { failText, stepText } from '../../shared/step-words.ts';
import type { Text } from '../../shared/text.ts';
import { offerWords, reasonText, stateWords } from '../../shared/words.ts';
import { may, useDesk } from '../desk.ts';
import {
  WithdrawOffer,
  type OfferLine,
  type RequestDetail,
  type StepLine,
} from '../documents/request.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { Act } from '../act.ts';

interface Moment {
  at: string;
  key: string;
  text: Text;
  offer?: OfferLine;
}

/** What has happened with the request, oldest first. */
export function Timeline({ request, act }: { request: RequestDetail; act: Act }) {
  return (
    <section className="timeline" aria-labelledby="timeline-title">
      <h3 id="timeline-title">
        <Both zh="经过" en="What happened" />
      </h3>
      <ol>
        {momentsOf(request).map(({ at, key, text, offer }) => (
          <Entry key={key} at={at} text={text}>
            {offer?.state === 'PENDING' ? <TakeBack offer={offer} act={act} /> : null}
          </Entry>
        ))}
      </ol>
    </section>
  );
}

const Entry = ({ at, text, children }: { at: string; text: Text; children: ReactNode }) => (
  <li>
    <time dateTime={at}>{timeOf(at, 'second')}</time>
    <span>
      <Both {...text} /> {children}
    </span>
  </li>
);

function TakeBack({ offer, act }: { offer: OfferLine; act: Act }) {
  const desk = useDesk();
  if (!may(desk, 'request:withdraw')) return null;
  return (
    <ReasonDialog
      title={{ zh: `撤回给${offer.rider.name}的邀约`, en: 'Withdraw the offer' }}
      label={{ zh: '撤回', en: 'Withdraw' }}
      onReason={(reason) => act(() => desk.session.ask(WithdrawOffer, { id: offer.id, reason }))}
    />
  );
}

const offerText = ({ rider, state, reason, wave }: OfferLine): Text => {
  const [word, why] = [offerWords[state], reason ? reasonText(reason) : undefined];
  return {
    zh: `第 ${wave} 轮邀约 ${rider.name}：${word.zh}${why ? `（${why.zh}）` : ''}`,
    en: `wave ${wave}: ${word.en}${why?.en ? ` (${why.en})` : ''}`,
  };
};

/** A step as it was said, with why where somebody said so. */
function said({ step, reason }: StepLine): Text {
  const [word, why] = [stepText(step), reason ? failText(reason) : undefined];
  return {
    zh: `骑手：${word.zh}${why ? `（${why.zh}）` : ''}`,
    en: `${word.en}${why?.en ? ` (${why.en})` : ''}`,
  };
}

function momentsOf(request: RequestDetail): Moment[] {
  const { assignment, openedAt, closedAt, closeReason, offers, steps } = request;
  const moments: Moment[] = [
    { at: openedAt, key: 'opened', text: { zh: '提交请求', en: 'opened' } },
    ...offers.map((offer) => ({
      at: offer.offeredAt,
      key: offer.id,
      text: offerText(offer),
      offer,
    })),
  ];
  const add = (at: string | null | undefined, key: string, text: Text) => {
    if (at) moments.push({ at, key, text });
  };
  const name = assignment?.rider.name ?? '';
  add(assignment?.acceptedAt, 'accepted', { zh: `${name} 承担`, en: 'assigned' });
  for (const line of steps) add(line.observedAt, line.id, said(line));
  const end = stateWords[request.state];
  add(closedAt, 'closed', closeReason ? { zh: `${end.zh}：${closeReason}`, en: end.en } : end);
  return moments.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
