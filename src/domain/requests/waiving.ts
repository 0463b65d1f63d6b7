import type { Context } from '../../platform/context.ts';
import { record } from '../events.ts';
import { lockRequest } from './finding.ts';
import type { ServiceRequest } from './request.ts';
import { save } from './saving.ts';

/** 免除签收凭证: staff who made sure by themselves say why no proof is needed; who said so stands in the feed. Said twice it is the same. */
export async function waiveProof(
  ctx: Context,
  id: string,
  reason: string,
): Promise<ServiceRequest> {
  const request = await lockRequest(ctx, id);
  const waived = request.proof;
  if (waived.length === 0) return request;
  request.proof = [];
  request.version++;
  await save(ctx);
  await record(ctx, 'request.proof_waived', { ...request.fact(), waived, reason });
  return request;
}
