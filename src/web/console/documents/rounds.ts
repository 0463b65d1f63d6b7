import { gql } from '../../shared/document.ts';
import type { Text } from '../../shared/text.ts';

export interface RoundRider {
  id: string;
  name: string;
  badge: string;
}

/** What one rider would do in which order. */
export interface Route {
  rider: RoundRider;
  requestIds: string[];
  stops: { requestId: string; kind: 'PICKUP' | 'DROPOFF'; beginsAt: string }[];
  lastStopAt: string;
}

export interface Proposal {
  id: string;
  expiresAt: string;
  routes: Route[];
  unplanned: { requestId: string; reasons: Text[] }[];
}

const route = `rider { id name badge } requestIds stops { requestId kind beginsAt } lastStopAt`;

export const PreviewRound = gql<
  { previewRound: Proposal },
  { requestIds: string[]; withoutRiderIds: string[]; key: string }
>(`
  mutation PreviewRound($requestIds: [ID!], $withoutRiderIds: [ID!], $key: ID!) {
    previewRound(requestIds: $requestIds, withoutRiderIds: $withoutRiderIds, idempotencyKey: $key) {
      id expiresAt routes { ${route} } unplanned { requestId reasons { zh en } }
    }
  }
`);

export const DispatchRound = gql<
  { dispatchRound: { routes: Route[] } },
  { id: string; routes: { riderId: string; requestIds: string[] }[]; key: string }
>(`
  mutation DispatchRound($id: ID!, $routes: [RoundRouteInput!], $key: ID!) {
    dispatchRound(proposalId: $id, routes: $routes, idempotencyKey: $key) { routes { ${route} } }
  }
`);
