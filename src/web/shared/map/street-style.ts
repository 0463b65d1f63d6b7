import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { shortGridName } from '../grid-name.ts';
import { areaFeature, collection, labelPlace, pointFeature, type LngLatPlace } from './features.ts';

interface Area {
  id: string;
  name: string;
  nameEn: string;
  boundary: GeoJSON.MultiPolygon;
}

/** What a map of a street office is drawn from. */
export interface Territory {
  street: { outline: GeoJSON.MultiPolygon };
  communities: readonly (Area & { grids: readonly Area[] })[];
  stations: readonly { name: string; nameEn: string; location: LngLatPlace }[];
}

const named = ({ id, name, nameEn }: Area) => ({ id, name, nameEn });
const source = (features: GeoJSON.Feature[]) =>
  ({ type: 'geojson', data: collection(features) }) as const;

/** The street as a map style of its own: no tile, glyph or picture is loaded from anywhere. */
export function streetStyle({ street, communities, stations }: Territory): StyleSpecification {
  const grids = communities.flatMap((community) => community.grids);
  return {
    version: 8,
    sources: {
      outline: source([areaFeature(street.outline, {})]),
      communities: source(
        communities.map((area, index) =>
          areaFeature(area.boundary, { ...named(area), tint: index % 3 }),
        ),
      ),
      'community-names': source(
        communities.map((area) => pointFeature(labelPlace(area.boundary), named(area))),
      ),
      grids: source(grids.map((area) => areaFeature(area.boundary, named(area)))),
      'grid-names': source(
        grids.map((area) =>
          pointFeature(labelPlace(area.boundary), {
            ...named(area),
            short: shortGridName(area.name),
          }),
        ),
      ),
      stations: source(
        stations.map(({ name, nameEn, location }) => pointFeature(location, { name, nameEn })),
      ),
    },
    layers: [...areas, ...borders, ...names],
  };
}

const areas: LayerSpecification[] = [
  { id: 'ground', type: 'background', paint: { 'background-color': '#E9E6DF' } },
  {
    id: 'communities',
    type: 'fill',
    source: 'communities',
    paint: {
      'fill-color': ['match', ['get', 'tint'], 0, '#FBF9F5', 1, '#F6F3EC', '#F8F8F6'],
      'fill-antialias': false,
    },
  },
  {
    id: 'grids',
    type: 'fill',
    source: 'grids',
    paint: { 'fill-color': '#0B57D0', 'fill-opacity': 0 },
  },
  {
    id: 'grid-hover',
    type: 'fill',
    source: 'grids',
    filter: ['==', ['get', 'id'], ''],
    paint: { 'fill-color': '#0B57D0', 'fill-opacity': 0.08 },
  },
];

const borders: LayerSpecification[] = [
  {
    id: 'grid-borders',
    type: 'line',
    source: 'grids',
    paint: { 'line-color': '#A9A49A', 'line-width': 0.9, 'line-dasharray': [3, 2] },
  },
  {
    id: 'community-halo',
    type: 'line',
    source: 'communities',
    paint: { 'line-color': '#F3DFC8', 'line-width': 4.5 },
  },
  {
    id: 'community-borders',
    type: 'line',
    source: 'communities',
    layout: { 'line-join': 'round' },
    paint: { 'line-color': '#93483A', 'line-width': 1.3 },
  },
  {
    id: 'outline',
    type: 'line',
    source: 'outline',
    layout: { 'line-join': 'round' },
    paint: { 'line-color': '#7F1515', 'line-width': 3 },
  },
];

const halo = { 'text-halo-color': '#FFFFFF', 'text-halo-width': 1.4 } as const;

const names: LayerSpecification[] = [
  {
    id: 'grid-names',
    type: 'symbol',
    source: 'grid-names',
    minzoom: 13,
    layout: {
      'text-field': [
        'step',
        ['zoom'],
        ['get', 'short'],
        15.4,
        ['format', ['get', 'name'], {}, '\n', {}, ['get', 'nameEn'], { 'font-scale': 0.8 }],
      ],
      'text-size': 11.5,
      'text-padding': 4,
    },
    paint: { 'text-color': '#59606A', ...halo },
  },
  {
    id: 'community-names',
    type: 'symbol',
    source: 'community-names',
    layout: {
      'text-field': [
        'format',
        ['get', 'name'],
        {},
        '\n',
        {},
        ['get', 'nameEn'],
        { 'font-scale': 0.68 },
      ],
      'text-size': 15,
      'text-padding': 2,
    },
    paint: { 'text-color': '#5E0F0F', 'text-halo-color': '#FFFFFF', 'text-halo-width': 1.8 },
  },
];

/** The stations; a layer of its own, as their icon must be there first. */
export const stationLayer: LayerSpecification = {
  id: 'stations',
  type: 'symbol',
  source: 'stations',
  layout: {
    'icon-image': 'station',
    'icon-allow-overlap': true,
    'text-field': ['get', 'name'],
    'text-size': 11,
    'text-anchor': 'top',
    'text-offset': [0, 0.8],
    'text-optional': true,
  },
  paint: { 'text-color': '#A61B1B', ...halo },
};
