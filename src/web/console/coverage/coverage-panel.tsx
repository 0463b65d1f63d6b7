import { useCallback, useEffect, useState } from 'react';
import { Both } from '../../shared/both.tsx';
import { both, nameOf, type Text } from '../../shared/text.ts';
import { useAsked } from '../asked.ts';
import { useDesk } from '../desk.ts';
import { CoverageQuery, type Covered, type HotSpotLine } from '../documents/coverage.ts';
import type { Station } from '../documents/ground.ts';
import { Nothing, Part, SidePanel } from '../side-panel.tsx';
import { ComingHours } from './coming-hours.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { fillsOf, percent } from './shades.ts';
import { WhatIf } from './what-if.tsx';

const HOUR_MS = 3_600_000;
const spans: readonly (readonly [number, Text])[] = [
  [24, { zh: '近 24 小时', en: 'last 24 h' }],
  [168, { zh: '近 7 天', en: 'last 7 days' }],
];
const reaches = [5, 10, 15] as const;

/** 覆盖分析: how often a rider was near enough, where it is asked for most, and what a rider more would change. */
export function CoveragePanel({ stations }: { stations: readonly Station[] }) {
  const { session, shading } = useDesk();
  const [hours, setHours] = useState(24);
  const [minutes, setMinutes] = useState<number>(5);
  const ask = useCallback(async () => {
    const asked = { ...lastHours(hours), minutes };
    return { asked, ...(await session.ask(CoverageQuery, asked)) };
  }, [session, hours, minutes]);
  const { data, failure } = useAsked(ask, 60_000);
  useEffect(() => {
    shading.change(() => data && fillsOf(data.gridCoverage.grids));
  }, [shading, data]);
  useEffect(() => () => shading.change(() => undefined), [shading]);
  return (
    <SidePanel
      title={{ zh: '覆盖分析', en: 'Coverage' }}
      name="coverage"
      ready={data !== undefined}
      refusal={failure}
    >
      <div className="pair-row">
        <label>
          <Both zh="时段" en="Period" />
          <select value={hours} onChange={({ target }) => setHours(Number(target.value))}>
            {spans.map(([value, text]) => (
              <option key={value} value={value}>
                {both(text)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <Both zh="几分钟内到" en="Within" />
          <select value={minutes} onChange={({ target }) => setMinutes(Number(target.value))}>
            {reaches.map((value) => (
              <option key={value} value={value}>
                {value} 分钟 min
              </option>
            ))}
          </select>
        </label>
      </div>
      {data ? (
        <>
          <Total covered={data} />
          <CoverageTable lines={data.gridCoverage.grids} />
          <HotSpots definition={data.hotSpots.definition} spots={data.hotSpots.grids} />
          <ComingHours minutes={minutes} />
          <WhatIf stations={stations} asked={data.asked} />
        </>
      ) : null}
    </SidePanel>
  );
}

function Total({ covered: { gridCoverage } }: { covered: Covered }) {
  const { total, definition } = gridCoverage;
  return (
    <div className="total" data-testid="coverage-total">
      <p>
        <strong>{total.share === null ? '—' : percent(total.share)}</strong>{' '}
        <Both zh={`全街道 · n = ${total.samples}`} en="whole street" />
      </p>
      {total.share === null ? (
        <Nothing zh="这段时间还没有够用的记录" en="Not enough was recorded yet" />
      ) : null}
      <p className="hint">
        <Both {...definition} />
      </p>
    </div>
  );
}

const MOST_SPOTS = 5;

function HotSpots({ definition, spots }: { definition: Text; spots: readonly HotSpotLine[] }) {
  const shown = spots
    .filter(({ n }) => (n ?? 0) > 0)
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || b.n! - a.n!)
    .slice(0, MOST_SPOTS);
  return (
    <Part id="hot-spots" title={{ zh: '求助最多的网格', en: 'hot spots' }}>
      {shown.length === 0 ? <Nothing zh="还没有" en="None yet" /> : null}
      <ol className="crew">
        {shown.map(({ rank, n, perThousand, grid }) => (
          <li key={grid.id}>
            {rank === null ? '' : `${rank}. `}
            <Both {...nameOf(grid)} /> · n = {n}
            {perThousand === null ? null : (
              <>
                {' · '}
                <Both
                  zh={`每千户 ${perThousand.toFixed(1)}`}
                  en={`${perThousand.toFixed(1)} per 1000`}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      <p className="hint">
        <Both {...definition} />
      </p>
    </Part>
  );
}

/** Whole hours, as presence is counted by them. */
function lastHours(hours: number): { from: string; until: string } {
  const until = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  return {
    from: new Date(until - hours * HOUR_MS).toISOString(),
    until: new Date(until).toISOString(),
  };
}
