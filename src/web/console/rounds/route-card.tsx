import { Both } from '../../shared/both.tsx';
import { both } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import type { RequestLine } from '../documents/board.ts';
import type { RoundRider } from '../documents/rounds.ts';
import type { DraftRoute } from './draft.ts';

interface RouteCardProps {
  route: DraftRoute;
  colour: string;
  lines: ReadonlyMap<string, RequestLine>;
  riders: readonly RoundRider[];
  /** How many tasks the rider has already. */
  carrying: number;
  onMove: (requestId: string, riderId: string | undefined) => void;
  onChoose: (isChosen: boolean) => void;
  onLook: (looking: boolean) => void;
}

/** One rider's proposed round: door after door with times, each to be moved to somebody else or left out. */
export function RouteCard(props: RouteCardProps) {
  const { route, colour, lines, riders, carrying, onMove, onChoose, onLook } = props;
  const { rider, requestIds } = route;
  return (
    <li
      data-route={rider.id}
      style={{ borderLeft: `4px solid ${colour}` }}
      onMouseEnter={() => onLook(true)}
      onMouseLeave={() => onLook(false)}
      onFocus={() => onLook(true)}
      onBlur={() => onLook(false)}
    >
      <label className="card-title">
        <span>
          <input
            type="checkbox"
            checked={route.chosen}
            onChange={({ target }) => onChoose(target.checked)}
          />{' '}
          <strong>{rider.name}</strong> {rider.badge}
        </span>
        <span className="tag">
          <Both
            zh={`新增 ${requestIds.length} · 已有 ${carrying}`}
            en={`${requestIds.length} new, ${carrying} already`}
          />
        </span>
      </label>
      <ol className="round-stops">
        {requestIds.map((id) => (
          <li key={id} data-stop={id}>
            <span>
              {timeIn(route, id)} {lines.get(id)?.place ?? lines.get(id)?.code ?? '—'}
            </span>
            <select
              aria-label={both({
                zh: `${lines.get(id)?.code ?? ''} 派给`,
                en: `${lines.get(id)?.code ?? ''} goes to`,
              })}
              value={rider.id}
              onChange={({ target }) => onMove(id, target.value || undefined)}
            >
              {riders.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
              <option value="">{both({ zh: '不派', en: 'leave out' })}</option>
            </select>
          </li>
        ))}
      </ol>
    </li>
  );
}

/** What was moved here is reckoned again when it is dispatched. */
function timeIn({ expected }: DraftRoute, requestId: string): string {
  const at = expected.get(requestId);
  return at ? timeOf(at) : '+';
}
