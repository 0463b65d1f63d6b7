import { useCallback } from 'react';
import { useAct } from '../act.ts';
import { useAsked } from '../asked.ts';
import type { Session } from '../../shared/session.ts';
import { useDesk } from '../desk.ts';
import { AlertsQuery, LaddersQuery } from '../documents/care.ts';
import { Nothing, Part, SidePanel } from '../side-panel.tsx';
import { AlertCard } from './alert-card.tsx';
import { LadderCard } from './ladder-card.tsx';

/** 关爱预警: doors nobody opened, and who has to be looked after now. */
export function CarePanel() {
  const { session } = useDesk();
  const { data, failure, reload } = useAsked(useCallback(() => askForCare(session), [session]));
  const { act, refusal } = useAct(reload);
  const alerts = data?.alerts ?? [];
  const ladders = data?.ladders ?? [];
  return (
    <SidePanel
      title={{ zh: '关爱预警', en: 'Care alerts' }}
      name="care"
      ready={data !== undefined}
      refusal={refusal ?? failure}
    >
      <Part id="alerts" title={{ zh: `未了结 ${alerts.length}`, en: 'open alerts' }}>
        {alerts.length === 0 ? (
          <Nothing zh="没有要处置的预警" en="Nobody has to be looked after" />
        ) : (
          <ul className="cards">
            {alerts.map((alert) => (
              <AlertCard key={alert.id} alert={alert} act={act} />
            ))}
          </ul>
        )}
      </Part>
      <Part id="ladders" title={{ zh: `正在联系 ${ladders.length}`, en: 'no answer at the door' }}>
        {ladders.length === 0 ? (
          <Nothing zh="没有敲门无人应的老人" en="Nobody is being tried" />
        ) : (
          <ul className="cards">
            {ladders.map((ladder) => (
              <LadderCard key={ladder.id} ladder={ladder} act={act} />
            ))}
          </ul>
        )}
      </Part>
    </SidePanel>
  );
}

async function askForCare(session: Session) {
  const [open, taken, { careLadders: ladders }] = await Promise.all([
    session.ask(AlertsQuery, { state: 'OPEN' }),
    session.ask(AlertsQuery, { state: 'ACKNOWLEDGED' }),
    session.ask(LaddersQuery, {}),
  ]);
  const alerts = [open, taken].flatMap(({ careAlerts }) => careAlerts.edges);
  return { alerts: alerts.map(({ node }) => node), ladders };
}
