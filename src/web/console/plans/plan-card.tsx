import { useState } from 'react';
import { Both } from '../../shared/both.tsx';
import { nameOf } from '../../shared/text.ts';
import type { Plan, PlanOverview } from '../documents/plans.ts';
import { Members } from './members.tsx';
import { ruleText } from './rule-text.ts';

const SHOWN_DAYS = 5;

interface PlanProps {
  plan: Plan;
  overview: PlanOverview | undefined;
  onChange: () => Promise<void>;
}

/** One plan in words, with its figures of today and its next days; its members are asked for when opened. */
export function PlanCard({ plan, overview, onChange }: PlanProps) {
  const [open, setOpen] = useState(false);
  const {
    nextDays = [],
    members = 0,
    paused = 0,
    issuedToday = 0,
    failedToday = 0,
  } = overview ?? {};
  return (
    <li data-plan={plan.id}>
      <p className="card-title">
        <strong>{plan.name}</strong>
        <span className="tag">
          <Both {...nameOf(plan.kind)} />
        </span>
      </p>
      <p>
        <Both {...ruleText(plan.rule)} /> {plan.ready}–{plan.due}
      </p>
      <ul className="figures">
        <li>
          <strong data-testid="members">{members}</strong> <Both zh="人" en="members" />
        </li>
        <li>
          <strong>{paused}</strong> <Both zh="停送" en="paused" />
        </li>
        <li>
          <strong>{issuedToday}</strong> <Both zh="今天已派出" en="issued today" />
        </li>
        {failedToday > 0 ? (
          <li>
            <strong>{failedToday}</strong> <Both zh="今天没成" en="not issued" />
          </li>
        ) : null}
      </ul>
      <p className="hint">
        <Both zh="接下来" en="Next" />{' '}
        {nextDays.slice(0, SHOWN_DAYS).map(shortDay).join('、') || '—'}
      </p>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <Both zh="名单和停送" en="Members and pauses" />
        </summary>
        {open ? <Members planId={plan.id} onChange={onChange} /> : null}
      </details>
    </li>
  );
}

/** 2026-03-02 as 3-2. */
const shortDay = (day: string): string =>
  day
    .split('-')
    .slice(1)
    .map((part) => String(Number(part)))
    .join('-');
