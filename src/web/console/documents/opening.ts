import { gql } from '../../shared/document.ts';
import type { Named } from '../../shared/text.ts';
import type { RequestLine } from './board.ts';
import type { Place } from './ground.ts';

export interface Kind extends Named {
  code: string;
  needsPickup: boolean;
  windowMinutes: number;
}

export interface ResidentLine {
  id: string;
  maskedName: string;
  maskedPhone: string;
  place: string;
  categories: string[];
  grid: Named;
  home: Place;
}

export interface OpenRequestInput {
  kind: string;
  residentId?: string;
  at?: Place & { crs: 'WGS84' };
  place?: string;
  pickup?: Place & { crs: 'WGS84' };
  pickupName?: string;
  pickupStationId?: string;
  readyAt?: string;
  dueAt?: string;
  note?: string;
}

export const KindsQuery = gql<{ requestKinds: Kind[] }>(`
  query Kinds {
    requestKinds { code name nameEn needsPickup windowMinutes }
  }
`);

export const ResidentsQuery = gql<
  { residents: { edges: { node: ResidentLine }[] } },
  { search: string; first: number }
>(`
  query Residents($search: String, $first: Int!) {
    residents(search: $search, first: $first) {
      edges {
        node {
          id maskedName maskedPhone place categories
          grid { name nameEn }
          home { lng lat }
        }
      }
    }
  }
`);

export const GridAtQuery = gql<
  { gridAt: (Named & { code: string; community: Named }) | null },
  { point: Place & { crs: 'WGS84' } }
>(`
  query GridAt($point: PointInput!) {
    gridAt(point: $point) { code name nameEn community { name nameEn } }
  }
`);

export const OpenRequest = gql<
  { openRequest: Pick<RequestLine, 'id' | 'code'> },
  { input: OpenRequestInput; key: string }
>(`
  mutation OpenRequest($input: OpenRequestInput!, $key: ID!) {
    openRequest(input: $input, idempotencyKey: $key) { id code }
  }
`);
