import { gql } from '../../shared/document.ts';
import type { Named } from '../../shared/text.ts';
import type { CaredFor } from './care.ts';

export interface Plan {
  id: string;
  name: string;
  rule: string;
  ready: string;
  due: string;
  endsOn: string | null;
  onHoliday: string;
  kind: Named;
}

export interface PlanOverview {
  planId: string;
  members: number;
  paused: number;
  issuedToday: number;
  failedToday: number;
  nextDays: string[];
}

export interface MissedDay {
  id: string;
  on: string;
  state: string;
  why: string | null;
  resident: CaredFor;
  plan: { name: string };
}

export interface Member {
  resident: CaredFor;
  pauseId: string | null;
  pausedUntil: string | null;
}

export const PlansQuery = gql<{
  plans: Plan[];
  planOverviews: PlanOverview[];
  planAlerts: MissedDay[];
}>(`
  query Plans {
    plans { id name rule ready due endsOn onHoliday kind { name nameEn } }
    planOverviews { planId members paused issuedToday failedToday nextDays }
    planAlerts { id on state why plan { name } resident { id maskedName maskedPhone place } }
  }
`);

export const MembersQuery = gql<{ planMembers: Member[] }, { planId: string }>(`
  query Members($planId: ID!) {
    planMembers(planId: $planId) {
      pauseId pausedUntil
      resident { id maskedName maskedPhone place }
    }
  }
`);

export interface PauseInput {
  residentId: string;
  reason: string;
  from: string;
  until: string | null;
}

export const PauseResident = gql<{ pauseResident: { id: string } }, { input: PauseInput }>(`
  mutation PauseResident($input: PauseInput!) {
    pauseResident(input: $input) { id }
  }
`);

export const LiftPause = gql<{ liftPause: { id: string } }, { id: string }>(`
  mutation LiftPause($id: ID!) {
    liftPause(id: $id) { id }
  }
`);

export const SettleOccurrence = gql<
  { settleOccurrence: { id: string } },
  { id: string; note: string }
>(`
  mutation SettleOccurrence($id: ID!, $note: String!) {
    settleOccurrence(id: $id, note: $note) { id }
  }
`);
