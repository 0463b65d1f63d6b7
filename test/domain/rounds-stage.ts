import { randomUUID } from 'node:crypto';
import { type Ask, openPlansStage } from './plans-stage.ts';

export const PREVIEW = `mutation ($planId: ID, $requestIds: [ID!], $riderIds: [ID!], $withoutRiderIds: [ID!], $seed: Int, $seconds: Int, $key: ID!) {
  previewRound(planId: $planId, requestIds: $requestIds, riderIds: $riderIds, withoutRiderIds: $withoutRiderIds, seed: $seed, seconds: $seconds, idempotencyKey: $key) {
    id seed expiresAt unplanned { requestId reasons { zh en } }
    routes { rider { id capacity } requestIds lastStopAt stops { requestId kind beginsAt } } } }`;
export const DISPATCH = `mutation ($proposalId: ID!, $routes: [RoundRouteInput!], $key: ID!) {
  dispatchRound(proposalId: $proposalId, routes: $routes, idempotencyKey: $key) {
    proposalId routes { rider { id } requestIds lastStopAt } } }`;

export interface ProposedRoute {
  readonly rider: { readonly id: string; readonly capacity: number };
  readonly requestIds: readonly string[];
  readonly lastStopAt: string;
  readonly stops: readonly {
    readonly requestId: string;
    readonly kind: string;
    readonly beginsAt: string;
  }[];
}

/** A street where so many elders eat from one canteen between eleven and half past twelve, and so many riders have eight boxes each. */
export async function openMealRound({ elders, riders }: { elders: number; riders: number }) {
  const stage = await openPlansStage();
  const residents = await stage.elders(elders);
  const planId = await stage.lunch(residents);
  await stage.issue();
  const crew: { id: string; accountId: string }[] = [];
  for (let n = 0; n < riders; n++)
    crew.push(await stage.here.rider({ at: [0.6 + n / 10, 0.8], capacity: 8 }));
  const told = (by: Ask, document: string, variables: object) =>
    by(document, { key: randomUUID(), ...variables });
  return {
    ...stage,
    planId,
    crew,
    preview: (variables: object = { planId }, by: Ask = stage.staff) =>
      told(by, PREVIEW, variables),
    dispatch: (variables: object, by: Ask = stage.staff) => told(by, DISPATCH, variables),
    assigned: () =>
      stage.sql<{ request: string; rider: string }>(
        `select request_id as request, rider_id as rider from assignment where live order by 1`,
      ),
  };
}

export type MealRound = Awaited<ReturnType<typeof openMealRound>>;
