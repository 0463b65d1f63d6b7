import type { Proposal, RoundRider, Route } from '../documents/rounds.ts';

/** One rider's round as the dispatcher has it now. */
export interface DraftRoute {
  rider: RoundRider;
  requestIds: readonly string[];
  /** Whether it is to be dispatched. */
  chosen: boolean;
  /** When each door was expected as proposed; what was moved here is reckoned again when it is dispatched. */
  expected: ReadonlyMap<string, string>;
}

/** 路线草稿: a proposal with what the dispatcher changed. */
export interface Draft {
  proposalId: string;
  routes: readonly DraftRoute[];
  /** What was taken out by hand. */
  left: readonly string[];
}

export const draftOf = ({ id, routes }: Proposal): Draft => ({
  proposalId: id,
  routes: routes.map((route) => ({
    rider: route.rider,
    requestIds: route.requestIds,
    chosen: true,
    expected: doorsOf(route),
  })),
  left: [],
});

const doorsOf = ({ stops }: Route): ReadonlyMap<string, string> =>
  new Map(
    stops.flatMap(({ kind, requestId, beginsAt }) =>
      kind === 'DROPOFF' ? [[requestId, beginsAt]] : [],
    ),
  );

/** The request goes to this rider, behind the others, or to nobody. */
export function moved(draft: Draft, requestId: string, riderId: string | undefined): Draft {
  const routes = draft.routes.map((route) => {
    const others = route.requestIds.filter((id) => id !== requestId);
    const requestIds = route.rider.id === riderId ? [...others, requestId] : others;
    return { ...route, requestIds };
  });
  const left = draft.left.filter((id) => id !== requestId);
  return { ...draft, routes, left: riderId === undefined ? [...left, requestId] : left };
}

export const chosen = (draft: Draft, riderId: string, isChosen: boolean): Draft => ({
  ...draft,
  routes: draft.routes.map((route) =>
    route.rider.id === riderId ? { ...route, chosen: isChosen } : route,
  ),
});

/** What is dispatched: the chosen rounds that have anything in them. */
export const toDispatch = ({ routes }: Draft) =>
  routes
    .filter((route) => route.chosen && route.requestIds.length > 0)
    .map(({ rider, requestIds }) => ({ riderId: rider.id, requestIds: [...requestIds] }));

/** What is proposed again: everything that was not left out, without the riders who were not chosen. */
export const toPlanAgain = ({
  routes,
}: Draft): [requestIds: string[], withoutRiderIds: string[]] => [
  routes.flatMap(({ requestIds }) => requestIds),
  routes.flatMap((route) => (route.chosen ? [] : [route.rider.id])),
];

/** Told apart on the map and in the list; more riders begin again. Each has 3:1 against the ground of the map. */
export const colours = [
  '#0B57D0',
  '#8A1C7C',
  '#0F6E56',
  '#9A4B00',
  '#5B3DB5',
  '#A61B1B',
  '#00658A',
  '#5C6200',
] as const;

export const colourOf = (index: number): string => colours[index % colours.length]!;
