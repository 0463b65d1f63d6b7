import type { LayerSpecification, Map } from 'maplibre-gl';
import { collection } from '../../shared/map/features.ts';
import {
  overduePinIcon,
  pickIcon,
  pinIcon,
  riderIcon,
  stationIcon,
} from '../../shared/map/icons.ts';
import { stationLayer } from '../../shared/map/street-style.ts';
import { riderShapes, stateMarks } from '../../shared/marks.ts';
import type { LiveSource } from './live-features.ts';

const sources: readonly LiveSource[] = [
  'reach',
  'picked',
  'requests',
  'riders',
  'ranks',
  'rounds',
  'doors',
];

const layers: LayerSpecification[] = [
  {
    id: 'reach',
    type: 'line',
    source: 'reach',
    layout: { 'line-cap': 'round' },
    paint: {
      'line-color': ['case', ['get', 'first'], '#A61B1B', '#4A525A'],
      'line-width': ['case', ['get', 'first'], 3, 1.4],
      'line-dasharray': [2, 1.6],
      'line-opacity': 0.85,
    },
  },
  {
    id: 'rounds',
    type: 'line',
    source: 'rounds',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': ['get', 'colour'],
      'line-width': ['case', ['get', 'present'], 1.2, 3.2],
      'line-opacity': ['case', ['get', 'look'], 0.9, 0.15],
    },
  },
  {
    id: 'requests',
    type: 'symbol',
    source: 'requests',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-anchor': 'bottom',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'icon-size': ['case', ['get', 'selected'], 1.3, 0.9],
      'symbol-sort-key': ['get', 'order'],
    },
  },
  {
    id: 'riders',
    type: 'symbol',
    source: 'riders',
    layout: {
      'icon-image': ['concat', 'rider-', ['get', 'shape']],
      'icon-size': 0.85,
      'icon-rotate': ['get', 'heading'],
      'icon-rotation-alignment': 'map',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['step', ['zoom'], '', 14.6, ['get', 'name']],
      'text-size': 11,
      'text-anchor': 'top',
      'text-offset': [0, 0.9],
      'text-optional': true,
    },
    paint: { 'text-color': '#1F2328', 'text-halo-color': '#FFFFFF', 'text-halo-width': 1.4 },
  },
  {
    id: 'rank-discs',
    type: 'circle',
    source: 'ranks',
    paint: {
      'circle-radius': 9,
      'circle-translate': [13, -11],
      'circle-color': ['case', ['==', ['get', 'rank'], 1], '#A61B1B', '#1F2328'],
      'circle-stroke-color': '#FFFFFF',
      'circle-stroke-width': 1.5,
    },
  },
  {
    id: 'ranks',
    type: 'symbol',
    source: 'ranks',
    layout: {
      'text-field': ['to-string', ['get', 'rank']],
      'text-size': 12,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': '#FFFFFF', 'text-translate': [13, -11] },
  },
  {
    id: 'door-discs',
    type: 'circle',
    source: 'doors',
    paint: {
      'circle-radius': 9,
      'circle-color': ['get', 'colour'],
      'circle-opacity': ['case', ['get', 'look'], 1, 0.2],
      'circle-stroke-color': '#FFFFFF',
      'circle-stroke-width': 1.5,
    },
  },
  {
    id: 'doors',
    type: 'symbol',
    source: 'doors',
    layout: {
      'text-field': ['to-string', ['get', 'door']],
      'text-size': 12,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': '#FFFFFF' },
  },
  {
    id: 'picked',
    type: 'symbol',
    source: 'picked',
    layout: { 'icon-image': 'picked', 'icon-allow-overlap': true },
  },
];

/** What the person may switch off, each with the map layers it stands for. */
export const switches = {
  grids: ['grid-borders'],
  names: ['grid-names', 'community-names'],
  stations: ['stations'],
  riders: ['riders'],
  requests: ['requests'],
} as const;

export type Switch = keyof typeof switches;

export const switchNames = ['grids', 'names', 'stations', 'riders', 'requests'] as const;

/** Gives the map its icons and the layers that change. */
export function addLiveLayers(map: Map): void {
  const add = (name: string, image: ImageData) => map.addImage(name, image, { pixelRatio: 2 });
  for (const [state, mark] of Object.entries(stateMarks)) {
    add(`pin-${state}`, pinIcon(mark));
    add(`late-${state}`, overduePinIcon(mark));
  }
  for (const shape of riderShapes) add(`rider-${shape}`, riderIcon(shape));
  add('station', stationIcon());
  add('picked', pickIcon());
  for (const source of sources) map.addSource(source, { type: 'geojson', data: collection([]) });
  // Below the names, as what lies above takes the place for its text first.
  map.addLayer(stationLayer, 'grid-names');
  for (const layer of layers) map.addLayer(layer);
}
