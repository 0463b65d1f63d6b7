import { overdueMark, stateMarks } from './marks.ts';
import { Both } from './both.tsx';
import { overdueWord, stateWords, type RequestState } from './words.ts';

/** The state of a request as a word on its colour. */
export function StateBadge({ state }: { state: RequestState }) {
  const { fill, ink } = stateMarks[state];
  return (
    <span className="badge" style={{ background: fill, color: ink }}>
      <Both {...stateWords[state]} />
    </span>
  );
}

/** Says that the promised moment has passed. */
export function OverdueBadge() {
  return (
    <span className="badge" style={{ background: overdueMark.fill, color: overdueMark.ink }}>
      <span aria-hidden="true">! </span>
      <Both {...overdueWord} />
    </span>
  );
}
