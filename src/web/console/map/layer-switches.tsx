import { useState } from 'react';
import type { MapEngine } from '../../shared/map/engine.ts';
import { Both } from '../../shared/both.tsx';
import type { Text } from '../../shared/text.ts';
import { switches, switchNames, type Switch } from './live-layers.ts';

const words: Readonly<Record<Switch, Text>> = {
  grids: { zh: '网格', en: 'Grids' },
  names: { zh: '名称', en: 'Names' },
  stations: { zh: '驿站', en: 'Stations' },
  riders: { zh: '骑手', en: 'Riders' },
  requests: { zh: '请求', en: 'Requests' },
};

/** Shows and hides parts of the map. */
export function LayerSwitches({ map }: { map: MapEngine }) {
  const [hidden, setHidden] = useState<ReadonlySet<Switch>>(new Set());
  const toggle = (name: Switch) => {
    const next = new Set(hidden);
    if (!next.delete(name)) next.add(name);
    for (const layer of switches[name])
      if (map.getLayer(layer))
        map.setLayoutProperty(layer, 'visibility', next.has(name) ? 'none' : 'visible');
    setHidden(next);
  };
  return (
    <div className="layer-switches" role="group" aria-label="图层 Layers">
      {switchNames.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={!hidden.has(name)}
          onClick={() => toggle(name)}
        >
          <Both {...words[name]} />
        </button>
      ))}
    </div>
  );
}
