import { lazy, Suspense } from 'react';
import { Clock } from '../shared/clock.tsx';
import { useStore } from '../shared/store.ts';
import { Both } from '../shared/both.tsx';
import { CarePanel } from './care/care-panel.tsx';
import { CoveragePanel } from './coverage/coverage-panel.tsx';
import { useDesk, type Panel } from './desk.ts';
import type { Ground } from './documents/ground.ts';
import type { Kind } from './documents/opening.ts';
import { DutyPanel } from './duty/duty-panel.tsx';
import { Header } from './header.tsx';
import { RequestList } from './list/request-list.tsx';
import { OpeningForm } from './opening/opening-form.tsx';
import { PanelBar } from './panel-bar.tsx';
import { PlansPanel } from './plans/plans-panel.tsx';
import { RequestPanel } from './request/request-panel.tsx';
import { useRiders } from './riders.ts';
import { useShortcuts } from './shortcuts.ts';
import { RoundsPanel } from './rounds/rounds-panel.tsx';
import { StatusLine } from './status-line.tsx';

const StreetMap = lazy(async () => ({ default: (await import('./map/street-map.tsx')).StreetMap }));

/** The one page of the dispatcher: counts above, requests left, the street in the middle, what is at hand right. */
export function Page({ ground, kinds }: { ground: Ground; kinds: Kind[] }) {
  const desk = useDesk();
  const panel = useStore(desk.panel);
  const { offsetMs } = useStore(desk.board);
  useRiders(ground);
  useShortcuts();
  return (
    <Clock offsetMs={offsetMs}>
      <div className="console" data-panel={panel.show}>
        <Header street={ground.street} />
        <PanelBar />
        <main>
          <h1 className="unseen">
            <Both zh="调度台" en="Dispatch console" />
          </h1>
          <RequestList />
          <Suspense fallback={<section className="map-wrap" />}>
            <StreetMap ground={ground} />
          </Suspense>
          <AtHand panel={panel} ground={ground} kinds={kinds} />
        </main>
        <StatusLine />
      </div>
    </Clock>
  );
}

function AtHand({ panel, ground, kinds }: { panel: Panel; ground: Ground; kinds: Kind[] }) {
  switch (panel.show) {
    case 'request':
      return <RequestPanel key={panel.id} id={panel.id} />;
    case 'opening':
      return <OpeningForm kinds={kinds} stations={ground.stations} />;
    case 'care':
      return <CarePanel />;
    case 'plans':
      return <PlansPanel />;
    case 'rounds':
      return <RoundsPanel />;
    case 'duty':
      return <DutyPanel />;
    case 'coverage':
      return <CoveragePanel stations={ground.stations} />;
    default:
      return null;
  }
}
