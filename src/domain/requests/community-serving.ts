import type { Context } from '../../platform/context.ts';
import { seal } from '../../platform/crypto/seal.ts';
import { record } from '../events.ts';
import { lockRequest } from './finding.ts';
import type { ServiceRequest } from './request.ts';
import { save } from './saving.ts';
import { RequestState } from './states.ts';

const MINUTE_MS = 60_000;

/** Where the community's note on how it was done is kept. */
export const communityNoteCell = (id: string) => ({
  table: 'service_request',
  column: 'fulfilled_note_sealed',
  id,
});

/** 社区自行完成: the community that a request was handed to did it itself. Said twice it is the same. */
export async function fulfilByCommunity(
  ctx: Context,
  id: string,
  note: string,
): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, id);
  if (request.state === RequestState.FULFILLED && request.fulfilledBy) return request;
  request.take('serveItself', ctx.now);
  request.fulfilledBy = request.owner;
  request.fulfilledNoteSealed = seal(ctx.keys, communityNoteCell(id), note);
  await save(ctx);
  const minutes = Math.round((ctx.now.getTime() - request.openedAt.getTime()) / MINUTE_MS);
  const organizationId = request.owner.id;
  const fact = { ...request.fact(), organizationId, minutes };
  await record(ctx, 'request.fulfilled_by_community', fact);
  return request;
}
