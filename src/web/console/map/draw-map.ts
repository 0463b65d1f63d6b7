import {
  AttributionControl,
  MapEngine,
  NavigationControl,
  ScaleControl,
} from '../../shared/map/engine.ts';
import type { ExpressionSpecification, GeoJSONSource } from 'maplibre-gl';
import { boundsOf } from '../../shared/map/features.ts';
import { streetStyle } from '../../shared/map/street-style.ts';
import type { Desk } from '../desk.ts';
import type { Ground } from '../documents/ground.ts';
import { doorFeatures, roundFeatures } from '../rounds/drawn.ts';
import {
  pickedFeatures,
  rankFeatures,
  reachFeatures,
  requestFeatures,
  riderFeatures,
  type LiveSource,
} from './live-features.ts';
import { addLiveLayers } from './live-layers.ts';
import { listenToPointer, type Hovered } from './pointer.ts';

/** What the map is drawn in and from, and whom it tells what is under the pointer. */
export interface MapPlan {
  container: HTMLElement;
  desk: Desk;
  ground: Ground;
  onHover: (hovered: Hovered | undefined) => void;
}

export interface DrawnMap {
  map: MapEngine;
  remove(): void;
}

const RIDERS_EVERY_MS = 1000;
const EDGE_PX = 40;
const SHADE_OPACITY = 0.75;

/** Draws the living map. Throws where the browser has no WebGL2. */
export function drawMap(plan: MapPlan): DrawnMap {
  const { container, desk, ground } = plan;
  const { west, south, east, north } = streetBounds(ground);
  const map = new MapEngine({
    container,
    style: streetStyle(ground),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: EDGE_PX },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    maxZoom: 18,
    minZoom: 11,
    locale: chinese,
  });
  map.touchZoomRotate.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left');
  map.addControl(new AttributionControl({ compact: false, customAttribution: '' }), 'bottom-right');
  let stop: (() => void) | undefined;
  map.once('load', () => {
    addLiveLayers(map);
    stop = keepDrawing(map, desk);
    listenToPointer(map, plan);
    map.once('idle', () => tellDrawn(map, container));
  });
  return {
    map,
    remove() {
      stop?.();
      map.remove();
    },
  };
}

export const streetBounds = ({ street }: Pick<Ground, 'street'>) =>
  boundsOf(street.outline.coordinates.flat(2));

/** How many grids are really on the screen, for those who cannot look: tests and assistive scripts. */
function tellDrawn(map: MapEngine, { dataset }: HTMLElement): void {
  const seen = map.queryRenderedFeatures({ layers: ['grids'] });
  dataset.grids = String(new Set(seen.map(({ properties }) => String(properties.id))).size);
  dataset.state = 'drawn';
}

/** Pushes the stores into the map: requests and suggestions at once, riders at most once a second. */
function keepDrawing(map: MapEngine, desk: Desk): () => void {
  const { board, positions, panel, focus, picking, shading, rounds } = desk;
  const put = putInto(map);
  const drawRequests = () => {
    const shown = panel.get();
    const selected = shown.show === 'request' ? shown.id : '';
    put('requests', requestFeatures(board.get(), selected, Date.now() + board.get().offsetMs));
  };
  const drawReach = () => {
    put('reach', reachFeatures(focus.get(), board.get(), positions.get()));
    put('ranks', rankFeatures(focus.get(), positions.get()));
  };
  const drawRiders = () => put('riders', riderFeatures(positions.get(), board.get()));
  const drawPicked = () => put('picked', pickedFeatures(picking.get()));
  const drawRounds = () => {
    put('rounds', roundFeatures(rounds.get(), board.get(), positions.get()));
    put('doors', doorFeatures(rounds.get(), board.get()));
  };
  const drawShades = () => shadeGrids(map, shading.get());
  const drawAll = () =>
    [drawRequests, drawReach, drawRiders, drawPicked, drawRounds].forEach((draw) => draw());

  drawAll();
  drawShades();
  const beat = setInterval(drawAll, RIDERS_EVERY_MS);
  const leave = [
    board.subscribe(drawRequests),
    panel.subscribe(drawRequests),
    focus.subscribe(drawReach),
    picking.subscribe(drawPicked),
    shading.subscribe(drawShades),
    rounds.subscribe(drawRounds),
  ];
  return () => {
    clearInterval(beat);
    for (const unsubscribe of leave) unsubscribe();
  };
}

/** Fills grids by their figures, or not at all. */
function shadeGrids(map: MapEngine, fills: ReadonlyMap<string, string> | undefined): void {
  const known = fills && fills.size > 0;
  const colours = [...(fills ?? [])].flat();
  map.setPaintProperty(
    'grids',
    'fill-color',
    known
      ? (['match', ['get', 'id'], ...colours, '#FFFFFF'] as unknown as ExpressionSpecification)
      : '#0B57D0',
  );
  map.setPaintProperty('grids', 'fill-opacity', known ? SHADE_OPACITY : 0);
  map.getContainer().dataset.shaded = String(fills?.size ?? 0);
}

/** Gives a source new features only when they differ: a map at rest need not be drawn again. */
function putInto(map: MapEngine) {
  const last = new Map<LiveSource, string>();
  const { dataset } = map.getContainer();
  return (name: LiveSource, data: GeoJSON.FeatureCollection) => {
    const text = JSON.stringify(data);
    if (last.get(name) === text) return;
    last.set(name, text);
    dataset[name] = String(data.features.length);
    void map.getSource<GeoJSONSource>(name)?.setData(data);
  };
}

const chinese = {
  'NavigationControl.ZoomIn': '放大 Zoom in',
  'NavigationControl.ZoomOut': '缩小 Zoom out',
  'ScaleControl.Meters': '米 m',
  'ScaleControl.Kilometers': '公里 km',
  'Map.Title': '街道地图 Street map',
};
