import { gql } from '../../shared/document.ts';
import type { Named } from '../../shared/text.ts';

export interface ShiftLine {
  id: string;
  state: string;
  fromAt: string;
  untilAt: string;
  gridCodes: string[];
  rider: { id: string; name: string; badge: string; duty: string } | null;
}

export interface Call {
  id: string;
  openedAt: string;
  takenBy: string | null;
  rider: { id: string; name: string; badge: string };
  offer: { id: string; state: string; expiresAt: string };
  request: { id: string; code: string; place: string; kind: Named };
}

export interface OnDuty {
  id: string;
  name: string;
  badge: string;
  dutySince: string | null;
  load: number;
  capacity: number;
  organization: Named;
}

export const DutyQuery = gql<
  {
    shifts: ShiftLine[];
    phoneDesk: Call[];
    riders: { totalCount: number; edges: { node: OnDuty }[] };
  },
  { from: string; until: string }
>(`
  query Duty($from: DateTimeISO!, $until: DateTimeISO!) {
    shifts(from: $from, until: $until) {
      id state fromAt untilAt gridCodes
      rider { id name badge duty }
    }
    phoneDesk {
      id openedAt takenBy
      rider { id name badge }
      offer { id state expiresAt }
      request { id code place kind { name nameEn } }
    }
    riders(duty: ON, first: 100) {
      totalCount
      edges { node { id name badge dutySince load capacity organization { name nameEn } } }
    }
  }
`);

export const TakeCall = gql<{ takeCall: { phone: string } }, { id: string }>(`
  mutation TakeCall($id: ID!) {
    takeCall(id: $id) { phone }
  }
`);

export const RecordCall = gql<{ recordCall: { id: string } }, { id: string; outcome: string }>(`
  mutation RecordCall($id: ID!, $outcome: CallOutcome!) {
    recordCall(id: $id, outcome: $outcome) { id }
  }
`);
