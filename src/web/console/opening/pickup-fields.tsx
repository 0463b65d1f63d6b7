import { Both } from '../../shared/both.tsx';
import { both, nameOf } from '../../shared/text.ts';
import type { Station } from '../documents/ground.ts';
import { Labelled, type DraftProps } from './opening-form.tsx';
import { PointField } from './point-field.tsx';

/** Where it is picked up first: a station, or a point with its name. */
export function PickupFields({ draft, change, stations }: DraftProps & { stations: Station[] }) {
  return (
    <fieldset>
      <legend>
        <Both zh="取件" en="Pick up" />
      </legend>
      <Labelled zh="从哪里取" en="From">
        <select
          required
          value={draft.pickupFrom}
          onChange={({ target }) => change({ pickupFrom: target.value })}
        >
          <option value="">请选择 Choose</option>
          {stations.map((station) => (
            <option key={station.id} value={station.id}>
              {both(nameOf(station))}
            </option>
          ))}
          <option value="point">地图上的点 A point on the map</option>
        </select>
      </Labelled>
      {draft.pickupFrom === 'point' ? (
        <>
          <PointField target="pickup" onPoint={(pickupPoint) => change({ pickupPoint })} />
          <Labelled zh="取件点名称" en="Its name">
            <input
              required
              maxLength={60}
              value={draft.pickupName}
              onChange={({ target }) => change({ pickupName: target.value })}
            />
          </Labelled>
        </>
      ) : null}
    </fieldset>
  );
}
