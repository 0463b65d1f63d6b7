import { Both } from '../../shared/both.tsx';
import type { Exclusion } from '../documents/request.ts';

/** Who is not suggested, folded away: one line for each reason, with everybody it holds for. */
export function Exclusions({ exclusions }: { exclusions: Exclusion[] }) {
  const byReason = Map.groupBy(exclusions, ({ reason }) => reason.zh);
  return (
    <details className="exclusions">
      <summary>
        <Both zh={`没有推荐的 ${exclusions.length} 位`} en={`${exclusions.length} not suggested`} />
      </summary>
      <ul>
        {[...byReason.values()].map((group) => (
          <li key={group[0]!.reason.zh} data-constraint={group[0]!.constraint}>
            <Both {...group[0]!.reason} />
            <p>
              {group.length} · <strong>{group.map(({ rider }) => rider.name).join('、')}</strong>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
