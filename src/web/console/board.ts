import type { FeedState } from '../shared/feed.ts';
import type { Board, BoardEvent, Crew, RequestLine } from './documents/board.ts';

/** What the console knows of the street now. */
export interface BoardState {
  lines: ReadonlyMap<string, RequestLine>;
  crew: Crew | undefined;
  /** How far the service's clock is ahead of this device's, in milliseconds. */
  offsetMs: number;
  link: FeedState;
  /** When the page last knew that it was told everything, in milliseconds of this device's clock. */
  heardAt: number;
  latest: BoardEvent | undefined;
}

export const emptyBoard: BoardState = {
  lines: new Map(),
  crew: undefined,
  offsetMs: 0,
  link: 'CONNECTING',
  heardAt: 0,
  latest: undefined,
};

const closed: ReadonlySet<string> = new Set(['CONFIRMED', 'CANCELLED', 'UNSERVED']);
const served: ReadonlySet<string> = new Set([...closed, 'FULFILLED']);

/** The board as just loaded. */
export const withBoard = (now: BoardState, board: Board): BoardState => ({
  ...now,
  lines: new Map(board.requests.map((line) => [line.id, line])),
  crew: board,
});

/** The board after one event: a closed request leaves it. */
export function withEvent(now: BoardState, event: BoardEvent): BoardState {
  const { request } = event;
  if (!request) return { ...now, latest: event };
  const lines = new Map(now.lines);
  if (closed.has(request.state)) lines.delete(request.id);
  else lines.set(request.id, request);
  return { ...now, lines, latest: event };
}

/** Whether the promised moment has passed while somebody still waits; `now` in milliseconds. */
export const isOverdue = ({ state, dueAt }: Pick<RequestLine, 'state' | 'dueAt'>, now: number) =>
  !served.has(state) && Date.parse(dueAt) < now;

/** The groups a dispatcher counts and filters by. */
export const groups = [
  'OPEN',
  'MATCHING',
  'ASSIGNED',
  'IN_PROGRESS',
  'HANDED_TO_BACKSTOP',
  'FULFILLED',
  'OVERDUE',
] as const;

export type Group = (typeof groups)[number];

const belongs = (line: RequestLine, group: Group, now: number): boolean =>
  group === 'OVERDUE' ? isOverdue(line, now) : line.state === group;

/** How many requests are in each group; an overdue one is counted in its state as well. */
export function countGroups(lines: Iterable<RequestLine>, now: number): Record<Group, number> {
  const all = [...lines];
  const counts = { ...noCounts };
  for (const group of groups)
    counts[group] = all.filter((line) => belongs(line, group, now)).length;
  return counts;
}

const noCounts: Readonly<Record<Group, number>> = {
  OPEN: 0,
  MATCHING: 0,
  ASSIGNED: 0,
  IN_PROGRESS: 0,
  HANDED_TO_BACKSTOP: 0,
  FULFILLED: 0,
  OVERDUE: 0,
};

/** What the list is narrowed to: any of the groups, and every one of the words. */
export interface Filter {
  groups: ReadonlySet<Group>;
  words: string;
}

export const noFilter: Filter = { groups: new Set(), words: '' };

const textOf = ({ code, place, kind, grid, community, resident, rider }: RequestLine): string =>
  [code, place, kind.name, kind.nameEn, grid.name, grid.code, community.name]
    .concat(resident?.maskedName ?? '', rider?.name ?? '')
    .join(' ')
    .toLowerCase();

/** The requests to show, soonest due first, served ones behind the others. */
export function visible(
  lines: Iterable<RequestLine>,
  { groups, words }: Filter,
  now: number,
): RequestLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return [...lines]
    .filter((line) => groups.size === 0 || [...groups].some((group) => belongs(line, group, now)))
    .filter((line) => wanted.every((word) => textOf(line).includes(word)))
    .toSorted(
      (a, b) =>
        Number(served.has(a.state)) - Number(served.has(b.state)) ||
        Date.parse(a.dueAt) - Date.parse(b.dueAt) ||
        a.code.localeCompare(b.code),
    );
}
