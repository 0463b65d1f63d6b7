import { useCallback } from 'react';
import { Both } from '../shared/both.tsx';
import { useStore } from '../shared/store.ts';
import type { Text } from '../shared/text.ts';
import { useAsked } from './asked.ts';
import { useDesk, type SideName } from './desk.ts';
import { WaitingQuery } from './documents/care.ts';

const sides: readonly (readonly [SideName, string, Text])[] = [
  ['care', 'C', { zh: '关爱预警', en: 'Care alerts' }],
  ['plans', 'P', { zh: '长期计划', en: 'Plans' }],
  ['rounds', 'R', { zh: '路线规划', en: 'Rounds' }],
  ['duty', 'S', { zh: '排班与电话', en: 'Shifts, calls' }],
  ['coverage', 'V', { zh: '覆盖分析', en: 'Coverage' }],
];

/** Opens the panels beside requests, with how much waits in each. */
export function PanelBar() {
  const desk = useDesk();
  const { session, panel } = desk;
  const shown = useStore(panel).show;
  const { data } = useAsked(useCallback(() => session.ask(WaitingQuery, {}), [session]));
  const waiting: Partial<Record<SideName, number>> = data
    ? {
        care: data.careAlerts.totalCount + data.careLadders.length,
        plans: data.planAlerts.length,
        duty: data.phoneDesk.length,
      }
    : {};
  return (
    <nav className="panel-bar" aria-label="面板 Panels">
      {sides.map(([name, key, text]) => (
        <button
          key={name}
          type="button"
          data-open={name}
          aria-pressed={shown === name}
          onClick={() =>
            panel.change((now) => (now.show === name ? { show: 'nothing' } : { show: name }))
          }
        >
          <Both {...text} />
          {waiting[name] ? <strong className="count">{waiting[name]}</strong> : null}
          <kbd>{key}</kbd>
        </button>
      ))}
    </nav>
  );
}
