import { useCallback } from 'react';
import { useAct } from '../act.ts';
import { useAsked } from '../asked.ts';
import { useDesk } from '../desk.ts';
import { PlansQuery } from '../documents/plans.ts';
import { Nothing, Part, SidePanel } from '../side-panel.tsx';
import { MissedDays } from './missed-days.tsx';
import { PlanCard } from './plan-card.tsx';

/** 长期计划: what comes again and again, what today brought of it, and who is away. */
export function PlansPanel() {
  const { session } = useDesk();
  const { data, failure, reload } = useAsked(
    useCallback(() => session.ask(PlansQuery, {}), [session]),
  );
  const { act, refusal } = useAct(reload);
  const plans = data?.plans ?? [];
  const overviews = new Map(data?.planOverviews.map((overview) => [overview.planId, overview]));
  return (
    <SidePanel
      title={{ zh: '长期计划', en: 'Plans' }}
      name="plans"
      ready={data !== undefined}
      refusal={refusal ?? failure}
    >
      {data && data.planAlerts.length > 0 ? <MissedDays days={data.planAlerts} act={act} /> : null}
      <Part id="plans" title={{ zh: `进行中 ${plans.length}`, en: 'running' }}>
        {plans.length === 0 ? <Nothing zh="还没有长期计划" en="No plans yet" /> : null}
        <ul className="cards">
          {plans.map((plan) => (
            <PlanCard
              key={plan.id}
              plan={plan}
              overview={overviews.get(plan.id)}
              onChange={reload}
            />
          ))}
        </ul>
      </Part>
    </SidePanel>
  );
}
