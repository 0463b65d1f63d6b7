import { gql } from '../../shared/document.ts';
import type { Named } from '../../shared/text.ts';

export interface CaredFor {
  id: string;
  maskedName: string;
  maskedPhone: string | null;
  place: string;
}

export interface LadderStepLine {
  id: string;
  step: string;
  startedAt: string;
  deadlineAt: string;
  endedAt: string | null;
  outcome: string | null;
}

export interface Ladder {
  id: string;
  requestId: string;
  step: string;
  deadlineAt: string;
  startedAt: string;
  owner: Named;
  rider: { name: string } | null;
  resident: CaredFor;
  steps: LadderStepLine[];
}

export interface Alert {
  id: string;
  kind: string;
  level: string;
  state: string;
  urgency: string;
  raisedAt: string;
  escalateAt: string | null;
  owner: Named;
  community: Named;
  resident: CaredFor;
  observation: { signs: string[] } | null;
}

const cared = `
  fragment Cared on Resident { id maskedName maskedPhone place }
`;

export const AlertsQuery = gql<
  { careAlerts: { edges: { node: Alert }[] } },
  { state: 'OPEN' | 'ACKNOWLEDGED' }
>(`
  query Alerts($state: AlertState!) {
    careAlerts(state: $state, first: 30) {
      edges {
        node {
          id kind level state urgency raisedAt escalateAt
          owner { name nameEn }
          community { name nameEn }
          resident { ...Cared }
          observation { signs }
        }
      }
    }
  }
  ${cared}
`);

export const LaddersQuery = gql<{ careLadders: Ladder[] }>(`
  query Ladders {
    careLadders {
      id requestId step deadlineAt startedAt
      owner { name nameEn }
      rider { name }
      resident { ...Cared }
      steps { id step startedAt deadlineAt endedAt outcome }
    }
  }
  ${cared}
`);

/** How much waits for somebody, for the bar. */
export const WaitingQuery = gql<{
  careAlerts: { totalCount: number };
  careLadders: { id: string }[];
  phoneDesk: { id: string }[];
  planAlerts: { id: string }[];
}>(`
  query Waiting {
    careAlerts(state: OPEN, first: 1) { totalCount }
    careLadders { id }
    phoneDesk { id }
    planAlerts { id }
  }
`);

export const AcknowledgeAlert = gql<{ acknowledgeAlert: { id: string } }, { id: string }>(`
  mutation AcknowledgeAlert($id: ID!) {
    acknowledgeAlert(id: $id) { id }
  }
`);

export const ResolveAlert = gql<
  { resolveAlert: { id: string } },
  { id: string; result: string; note: string | null }
>(`
  mutation ResolveAlert($id: ID!, $result: AlertResult!, $note: String) {
    resolveAlert(id: $id, result: $result, note: $note) { id }
  }
`);

export const AnswerStep = gql<
  { answerLadderStep: { id: string } },
  { id: string; outcome: string }
>(`
  mutation AnswerStep($id: ID!, $outcome: StepAnswer!) {
    answerLadderStep(id: $id, outcome: $outcome) { id }
  }
`);

export interface Contact {
  id: string;
  callOrder: number;
  relation: string;
  name: string;
  phone: string;
}

export const ContactsQuery = gql<
  { contactIdentities: Contact[] },
  { residentId: string; purpose: string }
>(`
  query Contacts($residentId: ID!, $purpose: String!) {
    contactIdentities(residentId: $residentId, purpose: $purpose) {
      id callOrder relation name phone
    }
  }
`);
