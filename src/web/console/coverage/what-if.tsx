import { useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { Both } from '../../shared/both.tsx';
import { both, nameOf, type Text } from '../../shared/text.ts';
import { useDesk } from '../desk.ts';
import { WhatIfQuery, type Supposed } from '../documents/coverage.ts';
import type { Station } from '../documents/ground.ts';
import { Part, Refusal } from '../side-panel.tsx';
import { percent } from './shades.ts';

interface WhatIfProps {
  stations: readonly Station[];
  asked: { from: string; until: string; minutes: number };
}

/** 推演: one rider more, waiting at a station all day, over the same hours. */
export function WhatIf({ stations, asked }: WhatIfProps) {
  const { session } = useDesk();
  const [stationId, setStationId] = useState(stations[0]?.id ?? '');
  const [answer, setAnswer] = useState<{ total: Supposed; better: number; definition: Text }>();
  const [failure, setFailure] = useState<Text>();
  const station = stations.find(({ id }) => id === stationId);
  const suppose = async () => {
    if (!station) return;
    const { lng, lat } = station.location;
    const change = [{ station: { lng, lat, crs: 'WGS84' as const }, riders: 1 }];
    const { whatIf } = await session.ask(WhatIfQuery, { ...asked, change });
    const better = whatIf.grids.filter(({ gain }) => (gain ?? 0) > 0).length;
    setAnswer({ total: whatIf.total, better, definition: whatIf.definition });
    setFailure(undefined);
  };
  return (
    <Part
      id="what-if"
      title={{ zh: '假如驿站多一位骑手', en: 'what if a rider waited at a station' }}
    >
      <div className="pair-row">
        <label>
          <Both zh="驿站" en="Station" />
          <select value={stationId} onChange={({ target }) => setStationId(target.value)}>
            {stations.map((one) => (
              <option key={one.id} value={one.id}>
                {both(nameOf(one))}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          onClick={() => void suppose().catch((error: unknown) => setFailure(refusalText(error)))}
        >
          <Both zh="推演" en="Suppose" />
        </button>
      </div>
      <Refusal text={failure} />
      <div role="status" data-testid="supposed">
        {answer ? <Answer {...answer} /> : null}
      </div>
    </Part>
  );
}

function Answer({
  total: { asIs, supposed },
  better,
  definition,
}: {
  total: Supposed;
  better: number;
  definition: Text;
}) {
  return (
    <>
      <p>
        {asIs === null || supposed === null ? (
          <Both zh="记录还不够，推不出来" en="Not enough was recorded to tell" />
        ) : (
          <>
            <strong>
              {percent(asIs)} → {percent(supposed)}
            </strong>{' '}
            <Both zh={`${better} 个网格变好`} en={`${better} grids better`} />
          </>
        )}
      </p>
      <p className="hint">
        <Both {...definition} />
      </p>
    </>
  );
}
