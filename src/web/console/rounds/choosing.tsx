import { Both } from '../../shared/both.tsx';
import { nameOf } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import type { RequestLine } from '../documents/board.ts';
import { Nothing } from '../side-panel.tsx';

interface ChoosingProps {
  lines: readonly RequestLine[];
  /** The chosen ones; all, as long as nobody chose. */
  chosen: ReadonlySet<string> | undefined;
  onChange: (chosen: ReadonlySet<string> | undefined) => void;
}

/** The requests that wait for somebody, each to be taken into the rounds or not. */
export function Choosing({ lines, chosen, onChange }: ChoosingProps) {
  if (lines.length === 0) return <Nothing zh="没有等待派单的请求" en="Nothing waits for a rider" />;
  const turn = (id: string) => {
    const next = new Set(chosen ?? lines.map((line) => line.id));
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <>
      <p className="card-foot">
        <button type="button" onClick={() => onChange(undefined)}>
          <Both zh="全选" en="All" />
        </button>
        <button type="button" onClick={() => onChange(new Set())}>
          <Both zh="全不选" en="None" />
        </button>
      </p>
      <ul className="options round-choice">
        {lines.map((line) => (
          <li key={line.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen?.has(line.id) ?? true}
                onChange={() => turn(line.id)}
              />
              <span>
                {line.code} <Both {...nameOf(line.kind)} /> · {line.place} · {timeOf(line.dueAt)}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}
