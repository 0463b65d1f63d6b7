import { gql } from '../../shared/document.ts';
import type { Named } from '../../shared/text.ts';
import type { Duty, RequestState } from '../../shared/words.ts';
import type { Place } from './ground.ts';

/** A request as the list and the map need it. */
export interface RequestLine {
  id: string;
  code: string;
  state: RequestState;
  place: string;
  dueAt: string;
  kind: Named & { code: string };
  grid: Named & { id: string; code: string };
  community: Named & { id: string };
  dropoff: Place;
  pickup: Place | null;
  resident: { maskedName: string; categories: string[] } | null;
  rider: { id: string; name: string } | null;
}

export interface Board {
  at: string;
  ridersOnDuty: number;
  ridersTotal: number;
  fulfilledToday: number;
  cursor: string;
  requests: RequestLine[];
}

export type Crew = Pick<Board, 'at' | 'ridersOnDuty' | 'ridersTotal' | 'fulfilledToday'>;

export interface BoardEvent {
  seq: number;
  id: string;
  name: string;
  at: string;
  request: RequestLine | null;
}

export interface RiderPosition {
  riderId: string;
  name: string;
  badge: string;
  duty: Duty;
  load: number;
  stale: boolean;
  deviceAt: string;
  point: Place;
}

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

const requestLine = `
  fragment RequestLine on ServiceRequest {
    id code state place dueAt
    kind { code name nameEn }
    grid { id code name nameEn }
    community { id name nameEn }
    dropoff { lng lat }
    pickup { lng lat }
    resident { maskedName categories }
    rider { id name }
  }
`;

export const BoardQuery = gql<{ board: Board }>(`
  query Board {
    board { at ridersOnDuty ridersTotal fulfilledToday cursor requests { ...RequestLine } }
  }
  ${requestLine}
`);

export const CrewQuery = gql<{ board: Crew }>(`
  query Crew {
    board { at ridersOnDuty ridersTotal fulfilledToday }
  }
`);

export const BoardFeed = gql<unknown, { since: string | null }>(`
  subscription BoardFeed($since: String) {
    assignmentFeed(since: $since) {
      type
      cursor
      event { seq id name at request { ...RequestLine } }
    }
  }
  ${requestLine}
`);

export const PositionFeed = gql<{ riderPositions: RiderPosition[] }, { bbox: Box }>(`
  subscription PositionFeed($bbox: BoxInput!) {
    riderPositions(bbox: $bbox) { riderId name badge duty load stale deviceAt point { lng lat } }
  }
`);
