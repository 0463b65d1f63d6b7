import { Both } from '../../shared/both.tsx';
import { Labelled, type DraftProps } from './opening-form.tsx';
import { PointField } from './point-field.tsx';
import { ResidentField } from './resident-field.tsx';

/** For whom, or where: a resident's home, or a point with the name of the place. */
export function WhereFields({ draft, change }: DraftProps) {
  return (
    <fieldset>
      <legend>
        <Both zh="给谁、送到哪里" en="For whom, where to" />
      </legend>
      <div className="choice">
        {(['resident', 'point'] as const).map((where) => (
          <label key={where}>
            <input
              type="radio"
              name="where"
              checked={draft.where === where}
              onChange={() => change({ where })}
            />
            {where === 'resident' ? (
              <Both zh="居民家" en="A resident's home" />
            ) : (
              <Both zh="地图上的点" en="A point" />
            )}
          </label>
        ))}
      </div>
      {draft.where === 'resident' ? (
        <ResidentField chosen={draft.resident} onChoose={(resident) => change({ resident })} />
      ) : (
        <>
          <PointField target="dropoff" onPoint={(point) => change({ point })} />
          <Labelled zh="地点名称" en="Name of the place">
            <input
              required
              maxLength={60}
              value={draft.place}
              onChange={({ target }) => change({ place: target.value })}
            />
          </Labelled>
        </>
      )}
    </fieldset>
  );
}
