import type { FilterSpecification, MapMouseEvent } from 'maplibre-gl';
import type { MapEngine } from '../../shared/map/engine.ts';
import type { Place } from '../documents/ground.ts';
import type { MapPlan } from './draw-map.ts';

/** What lies under the pointer. */
export interface Hovered {
  kind: 'grid' | 'rider' | 'request';
  id: string;
}

const REACH_PX = 5;

/** Click on a pin opens the request, click anywhere picks a point when one is asked for; hover tells what is there. */
export function listenToPointer(map: MapEngine, { desk, onHover }: MapPlan): void {
  map.on('click', (event) => {
    const picking = desk.picking.get();
    if (picking)
      return desk.picking.change(() => ({ ...picking, [picking.target]: placeOf(event) }));
    const hit = under(map, event);
    if (hit?.kind === 'request') desk.panel.change(() => ({ show: 'request', id: hit.id }));
  });
  map.on('mousemove', (event) => {
    const hit = under(map, event);
    const grid = hit?.kind === 'grid' ? hit.id : '';
    map.setFilter('grid-hover', ['==', ['get', 'id'], grid] as FilterSpecification);
    map.getCanvas().style.cursor = cursorFor(hit, desk.picking.get() !== undefined);
    onHover(hit);
  });
  map.on('mouseout', () => {
    map.setFilter('grid-hover', ['==', ['get', 'id'], '']);
    onHover(undefined);
  });
}

const placeOf = ({ lngLat }: MapMouseEvent): Place => ({
  lng: Number(lngLat.lng.toFixed(6)),
  lat: Number(lngLat.lat.toFixed(6)),
});

const cursorFor = (hit: Hovered | undefined, picking: boolean): string => {
  if (picking) return 'crosshair';
  return hit?.kind === 'request' ? 'pointer' : '';
};

const layers = ['requests', 'riders', 'grids'] as const;
const kinds = { requests: 'request', riders: 'rider', grids: 'grid' } as const;

function under(map: MapEngine, { point: { x, y } }: MapMouseEvent): Hovered | undefined {
  for (const layer of layers) {
    const reach = layer === 'grids' ? 0 : REACH_PX;
    const [hit] = map.queryRenderedFeatures(
      [
        [x - reach, y - reach],
        [x + reach, y + reach],
      ],
      { layers: [layer] },
    );
    if (hit) return { kind: kinds[layer], id: String(hit.properties.id) };
  }
  return undefined;
}
