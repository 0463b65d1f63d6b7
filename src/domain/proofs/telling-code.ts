import type { Context } from '../../platform/context.ts';
import { ServiceRequest } from '../requests/request.ts';
import { openPhone } from '../residents/sealing.ts';
import { openDeliveryCode } from './delivery-code.ts';

/** Once a rider comes, the resident is told the code for the door by message; it is in no event and no log. */
export async function tellCode(
  ctx: Context,
  { requestId, assignmentId }: { readonly requestId: string; readonly assignmentId: string },
): Promise<void> {
  const request = await ctx.em.findOne(ServiceRequest, requestId);
  const resident = await request?.resident?.loadOrFail();
  if (!request?.deliveryCodeSealed || !resident) return;
  const phone = openPhone(ctx.keys, resident);
  if (!phone) return;
  const code = openDeliveryCode(ctx, request.id, request.deliveryCodeSealed);
  const params = { code, request: request.code };
  ctx.sms.send({ phone, template: 'delivery-code', params, dedupId: assignmentId });
}
