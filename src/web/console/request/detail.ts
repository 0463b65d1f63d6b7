import { useCallback, useEffect, useRef, useState } from 'react';
import { refusalText } from '../../shared/api.ts';
import { useStore } from '../../shared/store.ts';
import type { Text } from '../../shared/text.ts';
import { may, useDesk, type Desk } from '../desk.ts';
import {
  CandidatesQuery,
  RequestQuery,
  type Candidates,
  type RequestDetail,
} from '../documents/request.ts';

export interface Detail {
  request: RequestDetail | undefined;
  candidates: Candidates | undefined;
  failure: Text | undefined;
  /** Asks everything again, as after an action of one's own. */
  reload: () => Promise<void>;
}

/** The riders move: a ranking older than this is asked for again. */
const RANKING_MS = 20_000;

const unassigned: ReadonlySet<string> = new Set(['OPEN', 'MATCHING', 'HANDED_TO_BACKSTOP']);

/** Whether somebody still has to be found for it. */
export const needsRider = ({ state }: Pick<RequestDetail, 'state'>) => unassigned.has(state);

const nothing = { request: undefined, candidates: undefined, failure: undefined };

/** One request with its ranking, asked again with each event about it. */
export function useDetail(id: string): Detail {
  const desk = useDesk();
  const line = useStore(desk.board).lines.get(id);
  const [detail, setDetail] = useState<Omit<Detail, 'reload'>>(nothing);
  const latest = useRef(0);
  const reload = useCallback(async () => {
    const turn = ++latest.current;
    const loaded = await load(desk, id).catch((error: unknown) => ({
      failure: refusalText(error),
    }));
    if (turn === latest.current)
      setDetail((before) => ({ ...before, failure: undefined, ...loaded }));
  }, [desk, id]);
  useEffect(() => void reload(), [reload, line]);
  const open = detail.request !== undefined && needsRider(detail.request);
  useEffect(() => {
    if (!open) return undefined;
    const timer = setInterval(() => void reload(), RANKING_MS);
    return () => clearInterval(timer);
  }, [open, reload]);
  useEffect(() => () => void latest.current++, []);
  useFocus(desk, detail);
  return { ...detail, reload };
}

async function load({ session, ...desk }: Desk, id: string) {
  const { request } = await session.ask(RequestQuery, { id });
  if (!request)
    return { failure: { zh: '这里没有这个请求。', en: 'There is no such request here.' } };
  const wanted = needsRider(request) && may({ session, ...desk }, 'request:assign');
  const candidates = wanted ? (await session.ask(CandidatesQuery, { id })).candidates : undefined;
  return { request, candidates };
}

const SHOWN_ON_MAP = 5;

/** Tells the map which request and which riders to draw. */
function useFocus(
  { focus }: Desk,
  { request, candidates }: Pick<Detail, 'request' | 'candidates'>,
) {
  const requestId = request?.id;
  const riderId = request && !request.assignment?.endedAt ? request.rider?.id : undefined;
  useEffect(() => {
    if (!requestId) return;
    const suggested = (candidates?.candidates ?? []).slice(0, SHOWN_ON_MAP);
    const shown = suggested.map(({ rank, rider }) => ({
      riderId: rider.id,
      rank,
      point: rider.position?.point,
    }));
    const assigned = riderId ? [{ riderId, rank: 0, point: undefined }] : [];
    focus.change(() => ({ requestId, candidates: [...assigned, ...shown] }));
  }, [focus, requestId, riderId, candidates]);
  useEffect(() => () => focus.change(() => undefined), [focus]);
}
