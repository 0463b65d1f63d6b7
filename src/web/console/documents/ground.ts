import type { MultiPolygon } from 'geojson';
import { gql } from '../../shared/document.ts';
import type { Named } from '../../shared/text.ts';

export interface Place {
  lng: number;
  lat: number;
}

export interface GroundGrid extends Named {
  id: string;
  code: string;
  boundary: MultiPolygon;
  households: number;
  elders: number;
}

export interface GroundCommunity extends Named {
  id: string;
  code: string;
  boundary: MultiPolygon;
  grids: GroundGrid[];
}

export interface Station extends Named {
  id: string;
  code: string;
  location: Place;
}

/** What the board stands on: it changes a few times a year. */
export interface Ground {
  street: Named & { id: string; outline: MultiPolygon };
  communities: GroundCommunity[];
  stations: Station[];
}

export const GroundQuery = gql<Ground>(`
  query Ground {
    street { id name nameEn outline }
    communities {
      id code name nameEn boundary
      grids { id code name nameEn boundary households elders }
    }
    stations { id code name nameEn location { lng lat } }
  }
`);
