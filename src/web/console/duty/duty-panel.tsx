import { useCallback } from 'react';
import { Both } from '../../shared/both.tsx';
import { nameOf } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import { useAct } from '../act.ts';
import { useAsked } from '../asked.ts';
import { useDesk } from '../desk.ts';
import { DutyQuery, type OnDuty } from '../documents/duty.ts';
import { Nothing, Part, SidePanel } from '../side-panel.tsx';
import { CallCard } from './call-card.tsx';
import { ShiftTable } from './shift-table.tsx';

/** 排班与电话: whom to ring up, who is on duty, and the shifts of today. */
export function DutyPanel() {
  const { session } = useDesk();
  const ask = useCallback(() => session.ask(DutyQuery, today()), [session]);
  const { data, failure, reload } = useAsked(ask);
  const { act, refusal } = useAct(reload);
  const calls = data?.phoneDesk ?? [];
  const riders = data?.riders.edges.map(({ node }) => node) ?? [];
  return (
    <SidePanel
      title={{ zh: '排班与电话', en: 'Shifts and calls' }}
      name="duty"
      ready={data !== undefined}
      refusal={refusal ?? failure}
    >
      <Part id="calls" title={{ zh: `电话台 ${calls.length}`, en: 'riders to ring up' }}>
        {calls.length === 0 ? (
          <Nothing zh="邀约都送到了手机上，没有要打的电话" en="Every offer reached its rider" />
        ) : (
          <ul className="cards">
            {calls.map((call) => (
              <CallCard key={call.id} call={call} act={act} />
            ))}
          </ul>
        )}
      </Part>
      <Part id="shifts" title={{ zh: '今天的班', en: 'shifts today' }}>
        <ShiftTable shifts={data?.shifts ?? []} />
      </Part>
      <Part id="on-duty" title={{ zh: `在岗 ${data?.riders.totalCount ?? 0}`, en: 'on duty' }}>
        <ul className="crew">
          {riders.map((rider) => (
            <Crew key={rider.id} rider={rider} />
          ))}
        </ul>
      </Part>
    </SidePanel>
  );
}

const Crew = ({ rider }: { rider: OnDuty }) => (
  <li>
    <strong>{rider.name}</strong> {rider.badge} · <Both {...nameOf(rider.organization)} /> ·{' '}
    {rider.load}/{rider.capacity}
    {rider.dutySince ? (
      <small>
        {' '}
        <Both zh={`${timeOf(rider.dutySince)} 上岗`} en={`since ${timeOf(rider.dutySince)}`} />
      </small>
    ) : null}
  </li>
);

function today(): { from: string; until: string } {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const next = new Date(midnight);
  next.setDate(next.getDate() + 1);
  return { from: midnight.toISOString(), until: next.toISOString() };
}
