import { useEffect, useId, useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { useStore } from '../../shared/store.ts';
import { Both } from '../../shared/both.tsx';
import { nameOf, type Text } from '../../shared/text.ts';
import { useDesk, type Picking } from '../desk.ts';
import type { Place } from '../documents/ground.ts';
import { GridAtQuery } from '../documents/opening.ts';

interface PointProps {
  target: Picking['target'];
  onPoint: (place: Place | undefined) => void;
}

/** A point, clicked on the map or typed as longitude and latitude, and the grid it lies in. */
export function PointField({ target, onPoint }: PointProps) {
  const { picking } = useDesk();
  const picked = useStore(picking)?.[target];
  const [typed, setTyped] = useState('');
  const [point, setPoint] = useState<Place>();
  const grid = useGridOf(point);
  const id = useId();
  useEffect(() => {
    picking.change((now) => ({ ...now, target }));
    return () => picking.change((now) => now && without(now, target));
  }, [picking, target]);
  const take = (place: Place | undefined) => {
    setPoint(place);
    onPoint(place);
  };
  useEffect(() => {
    if (!picked) return;
    setTyped(`${picked.lng}, ${picked.lat}`);
    take(picked);
    // Only a new click on the map may overwrite what is typed.
  }, [picked]);
  return (
    <div className="labelled">
      <label htmlFor={id}>
        <Both zh="经度, 纬度（WGS-84）" en="Longitude, latitude" />
      </label>
      <input
        id={id}
        required
        inputMode="decimal"
        pattern="\s*-?\d+(\.\d+)?\s*[,，]\s*-?\d+(\.\d+)?\s*"
        placeholder="118.78, 31.97"
        value={typed}
        onFocus={() => picking.change((now) => ({ ...now, target }))}
        onChange={(event) => {
          setTyped(event.target.value);
          take(placeOf(event.target.value));
        }}
      />
      <p className="hint" role="status">
        <Both {...(grid ?? { zh: '点一下地图即可', en: 'a click on the map fills it in' })} />
      </p>
    </div>
  );
}

function without(picking: Picking, target: Picking['target']): Picking | undefined {
  const other = target === 'dropoff' ? 'pickup' : 'dropoff';
  const kept = picking[other];
  return kept && { target: other, [other]: kept };
}

function placeOf(typed: string): Place | undefined {
  const [lng, lat] = typed.split(/[,，]/).map((part) => Number(part.trim() || NaN));
  const good =
    lng !== undefined && lat !== undefined && Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
  return good ? { lng, lat } : undefined;
}

/** The grid a point lies in, in words. */
function useGridOf(point: Place | undefined): Text | undefined {
  const { session } = useDesk();
  const [text, setText] = useState<Text>();
  useEffect(() => {
    let left = false;
    setText(undefined);
    if (!point) return undefined;
    void session
      .ask(GridAtQuery, { point: { ...point, crs: 'WGS84' } })
      .then(({ gridAt }) => (gridAt ? nameOf(gridAt) : outside), refusalText)
      .then((found) => left || setText(found));
    return () => {
      left = true;
    };
  }, [session, point]);
  return text;
}

const outside: Text = { zh: '不在本街道任何网格内', en: 'in no grid of this street' };
