import { useCallback } from 'react';
import { Both } from '../../shared/both.tsx';
import { useAct } from '../act.ts';
import { useAsked } from '../asked.ts';
import { may, useDesk } from '../desk.ts';
import { LiftPause, MembersQuery, PauseResident, type Member } from '../documents/plans.ts';
import { Refusal } from '../side-panel.tsx';
import { PauseDialog } from './pause-dialog.tsx';

/** Whom a plan serves; anybody can be paused and served again. */
export function Members({ planId, onChange }: { planId: string; onChange: () => Promise<void> }) {
  const desk = useDesk();
  const { session } = desk;
  const ask = useCallback(() => session.ask(MembersQuery, { planId }), [session, planId]);
  const { data, failure, reload } = useAsked(ask, 60_000);
  const { act, refusal } = useAct(async () => {
    await Promise.all([reload(), onChange()]);
  });
  return (
    <>
      <Refusal text={refusal ?? failure} />
      <ul className="members">
        {data?.planMembers.map((member) => (
          <li key={member.resident.id} data-member={member.resident.id}>
            <span>
              {member.resident.maskedName} · {member.resident.place} <Away member={member} />
            </span>
            {may(desk, 'plan:pause') && member.pauseId ? (
              <button
                type="button"
                className="inline"
                onClick={() => void act(() => session.ask(LiftPause, { id: member.pauseId! }))}
              >
                <Both zh="恢复" en="Resume" />
              </button>
            ) : null}
            {may(desk, 'plan:pause') && !member.pauseId ? (
              <PauseDialog
                name={member.resident.maskedName}
                onPause={(pause) =>
                  act(() =>
                    session.ask(PauseResident, {
                      input: { ...pause, residentId: member.resident.id },
                    }),
                  )
                }
              />
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}

const Away = ({ member: { pauseId, pausedUntil } }: { member: Member }) =>
  pauseId ? (
    <span className="tag" data-paused>
      <Both
        zh={pausedUntil ? `停送到 ${pausedUntil}` : '停送中'}
        en={pausedUntil ? `paused to ${pausedUntil}` : 'paused'}
      />
    </span>
  ) : null;
