import { useCallback } from 'react';
import { Both } from '../../shared/both.tsx';
import { nameOf, type Text } from '../../shared/text.ts';
import { timeOf } from '../../shared/time.ts';
import { useAsked } from '../asked.ts';
import { useDesk } from '../desk.ts';
import { ForecastQuery, type Forecast, type Hole, type Remedy } from '../documents/coverage.ts';
import { Nothing, Part, Refusal } from '../side-panel.tsx';

const HOURS = 4;
const MOST = 5;

/** 覆盖预报: where the street will be thin in the next hours, and what would help most. */
export function ComingHours({ minutes }: { minutes: number }) {
  const { session } = useDesk();
  const ask = useCallback(
    () => session.ask(ForecastQuery, { hours: HOURS, minutes }),
    [session, minutes],
  );
  const { data, failure } = useAsked(ask, 60_000);
  return (
    <Part
      id="coming-hours"
      title={{ zh: `今后 ${HOURS} 小时的薄弱处`, en: `thin in the next ${HOURS} hours` }}
    >
      <Refusal text={failure} />
      {data ? <Foreseen forecast={data.coverageForecast} /> : null}
    </Part>
  );
}

function Foreseen({ forecast }: { forecast: Forecast }) {
  const { thinnest, remedies, counted, definition, caveats } = forecast;
  const [best] = remedies.filter(({ closed }) => closed > 0);
  return (
    <div data-testid="foreseen">
      <p>
        <Both
          zh={`在岗 ${counted.onDuty} 人，将到班 ${counted.comingShifts} 班`}
          en={`${counted.onDuty} on duty, ${counted.comingShifts} shifts to come`}
        />
      </p>
      {thinnest.length === 0 ? <Nothing zh="没有薄弱处" en="No thin place" /> : null}
      <ol className="crew">
        {thinnest.slice(0, MOST).map((hole) => (
          <li key={hole.grid.id}>
            <Both {...told(hole)} />
          </li>
        ))}
      </ol>
      {best ? (
        <p>
          <Both {...advice(best)} />
        </p>
      ) : null}
      <details>
        <summary>
          <Both zh="怎么算的" en="How it is counted" />
        </summary>
        {[definition, ...caveats].map((text) => (
          <p key={text.en} className="hint">
            <Both {...text} />
          </p>
        ))}
      </details>
    </div>
  );
}

const span = ({ from, until }: { from: string; until: string }): string =>
  `${timeOf(from)}–${timeOf(until)}`;

const told = (hole: Hole): Text => {
  const { zh, en } = nameOf(hole.grid);
  const people = Math.round(hole.people);
  return {
    zh: `${zh} ${span(hole)} 约 ${people} 户无人能及时到`,
    en: `${en}, ${span(hole)}: about ${people} households out of reach`,
  };
};

function advice(remedy: Remedy): Text {
  const { zh, en } = nameOf((remedy.station ?? remedy.grid)!);
  const share = Math.round((100 * remedy.closed) / remedy.before);
  return {
    zh: `补救：${span(remedy)} 在${zh}加 ${remedy.riders} 位骑手，最大的缺口补上 ${share}%`,
    en: `Remedy: ${remedy.riders} more at ${en}, ${span(remedy)}, closes ${share}% of the largest gap`,
  };
}
