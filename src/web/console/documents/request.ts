import { gql } from '../../shared/document.ts';
import type { Named, Text } from '../../shared/text.ts';
import type { OfferState, RequestState } from '../../shared/words.ts';
import type { Place } from './ground.ts';

export interface RiderLine {
  id: string;
  name: string;
  badge: string;
}

/** One step as it was said; `correctsId` when it takes an earlier one back. */
export interface StepLine {
  id: string;
  step: string;
  toState: string;
  observedAt: string;
  reason: string | null;
  correctsId: string | null;
}

export interface ProofLine {
  id: string;
  kind: string;
  photoId: string | null;
  distanceM: number | null;
  observedAt: string;
}

export interface OfferLine {
  id: string;
  state: OfferState;
  wave: number;
  rider: RiderLine;
  offeredAt: string;
  expiresAt: string;
  answeredAt: string | null;
  reason: string | null;
}

/** Everything a dispatcher sees of one request. */
export interface RequestDetail {
  id: string;
  code: string;
  state: RequestState;
  place: string;
  kind: Named & { code: string; serviceMinutes: number; maxAttempts: number };
  grid: Named & { code: string };
  community: Named;
  owner: Named;
  dropoff: Place;
  pickup: Place | null;
  pickupName: string | null;
  resident: { maskedName: string; maskedPhone: string; categories: string[] } | null;
  rider: RiderLine | null;
  note: string | null;
  openedAt: string;
  readyAt: string;
  dueAt: string;
  closedAt: string | null;
  closeReason: string | null;
  waves: number;
  attempts: number;
  backstopAt: string;
  expectedAt: string | null;
  accountable: { capacity: string; fromAt: string; organization: Named } | null;
  proof: string[];
  proofs: ProofLine[];
  steps: StepLine[];
  offers: OfferLine[];
  assignment: {
    id: string;
    state: string;
    retryAt: string | null;
    rider: RiderLine;
    acceptedAt: string;
    pickedUpAt: string | null;
    endedAt: string | null;
  } | null;
}

export interface Candidate {
  rank: number;
  addedMs: number;
  arriveAt: string;
  summary: Text;
  terms: { name: string; ms: number; text: Text }[];
  rider: RiderLine & {
    trustLevel: number;
    load: number;
    capacity: number;
    organization: Named;
    position: { point: Place } | null;
  };
}

export interface Exclusion {
  constraint: string;
  reason: Text;
  rider: RiderLine;
}

/** Whom the engine would ask now, and why not the others: a dry run. */
export interface Candidates {
  at: string;
  summary: Text;
  candidates: Candidate[];
  exclusions: Exclusion[];
}

export const RequestQuery = gql<{ request: RequestDetail | null }, { id: string }>(`
  query RequestDetail($id: ID!) {
    request(id: $id) {
      id code state place note pickupName waves attempts
      openedAt readyAt dueAt closedAt closeReason expectedAt backstopAt proof
      kind { code name nameEn serviceMinutes maxAttempts }
      accountable { capacity fromAt organization { name nameEn } }
      proofs { id kind photoId distanceM observedAt }
      steps { id step toState observedAt reason correctsId }
      grid { code name nameEn }
      community { name nameEn }
      owner { name nameEn }
      dropoff { lng lat }
      pickup { lng lat }
      resident { maskedName maskedPhone categories }
      rider { id name badge }
      offers { id state wave offeredAt expiresAt answeredAt reason rider { id name badge } }
      assignment { id state retryAt acceptedAt pickedUpAt endedAt rider { id name badge } }
    }
  }
`);

export const CandidatesQuery = gql<{ candidates: Candidates }, { id: string }>(`
  query Candidates($id: ID!) {
    candidates(requestId: $id) {
      at
      summary { zh en }
      candidates {
        rank addedMs arriveAt
        summary { zh en }
        terms { name ms text { zh en } }
        rider {
          id name badge trustLevel load capacity
          organization { name nameEn }
          position { point { lng lat } }
        }
      }
      exclusions { constraint reason { zh en } rider { id name badge } }
    }
  }
`);

interface Touched {
  id: string;
}

export const AssignRequest = gql<
  { assignRequest: Touched },
  { requestId: string; riderId: string; key: string }
>(`
  mutation AssignRequest($requestId: ID!, $riderId: ID!, $key: ID!) {
    assignRequest(requestId: $requestId, riderId: $riderId, idempotencyKey: $key) { id }
  }
`);

export const WithdrawOffer = gql<{ withdrawOffer: Touched }, { id: string; reason: string }>(`
  mutation WithdrawOffer($id: ID!, $reason: String!) {
    withdrawOffer(offerId: $id, reason: $reason) { id }
  }
`);

export const WithdrawAssignment = gql<
  { withdrawAssignment: Touched },
  { id: string; reason: string; key: string }
>(`
  mutation WithdrawAssignment($id: ID!, $reason: String!, $key: ID!) {
    withdrawAssignment(requestId: $id, reason: $reason, idempotencyKey: $key) { id }
  }
`);

export const CancelRequest = gql<{ cancelRequest: Touched }, { id: string; reason: string }>(`
  mutation CancelRequest($id: ID!, $reason: String!) {
    cancelRequest(id: $id, reason: $reason) { id }
  }
`);

export const ConfirmRequest = gql<{ confirmRequest: Touched }, { id: string }>(`
  mutation ConfirmRequest($id: ID!) {
    confirmRequest(id: $id) { id }
  }
`);

export const FulfilByCommunity = gql<{ fulfilByCommunity: Touched }, { id: string; note: string }>(`
  mutation FulfilByCommunity($id: ID!, $note: String!) {
    fulfilByCommunity(requestId: $id, note: $note) { id }
  }
`);
