import type { Context } from '../../platform/context.ts';
import type { LngLat } from '../../geo/point.ts';
import { record } from '../events.ts';
import { refuse } from '../refusals.ts';
import { arrayOf } from '../requests/ids.ts';
import { openRequests, type Opened } from '../requests/opening-many.ts';
import { Channel } from '../requests/states.ts';
import { actorOf } from '../requests/visible.ts';
import { MOST_RECIPIENTS, type IssueBatchInput, type RecipientsInput } from './inputs.ts';
import { placeOf } from './planning.ts';
import { getBatch } from './reading-batch.ts';
import type { Batch } from './views.ts';
import { walkOrder } from './walk-order.ts';

interface Target {
  readonly residentId: string;
  readonly gridCode: string;
  readonly at: LngLat;
}

/**
 * 批量发放: the same thing for everybody the filter names, as one batch ordered grid by grid. What stands against one of them
 * is said of that one. Refuses NO_RECIPIENTS, TOO_MANY_RECIPIENTS, and what `openRequest` refuses of all.
 */
export async function issueBatch(ctx: Context, input: IssueBatchInput): Promise<Batch> {
  const { accountId } = actorOf(ctx);
  const place = await placeOf(ctx, input);
  const targets = await targetsOf(ctx, input.recipients);
  if (targets.length === 0) refuse('NO_RECIPIENTS');
  if (targets.length > MOST_RECIPIENTS) refuse('TOO_MANY_RECIPIENTS', MOST_RECIPIENTS);
  const { kind, readyAt, dueAt, load = null, note = null } = input;
  const errand = {
    kind,
    readyAt,
    dueAt,
    load,
    ...place,
    channel: Channel.BATCH,
    openedBy: accountId!,
  };
  const ordered = walkOrder(targets, null);
  const recipients = ordered.map(({ residentId }) => {
    const requestId = crypto.randomUUID();
    return { requestId, residentId, note };
  });
  const opened = await openRequests(ctx, errand, recipients);
  const id = crypto.randomUUID();
  await keep(
    ctx,
    { id, kind, name: input.name },
    ordered.map(({ residentId }) => residentId),
    opened,
  );
  const requests = [...opened.values()].filter((one) => typeof one === 'object').length;
  await record(ctx, 'batch.issued', { batchId: id, requests });
  return getBatch(ctx, id);
}

async function keep(
  ctx: Context,
  { id, kind, name }: { id: string; kind: string; name: string },
  residentIds: readonly string[],
  opened: Opened,
): Promise<void> {
  const { streetId, accountId } = actorOf(ctx);
  await ctx.em.execute(
    'insert into batch (street_id, id, kind_code, name, opened_by, opened_at) values (?, ?, ?, ?, ?, ?)',
    [streetId, id, kind, name, accountId, ctx.now.toISOString()],
  );
  const items = residentIds.map((residentId, index) => {
    const one = opened.get(residentId)!;
    return typeof one === 'string'
      ? { nth: index + 1, resident_id: residentId, refused: one }
      : { nth: index + 1, resident_id: residentId, request_id: one.id, grid_id: one.grid.id };
  });
  await ctx.em.execute(
    `insert into batch_item (street_id, batch_id, nth, resident_id, grid_id, request_id, refused)
     select ?, ?, i.nth, i.resident_id, i.grid_id, i.request_id, i.refused
     from jsonb_to_recordset(?::jsonb) i(nth int, resident_id uuid, grid_id uuid, request_id uuid, refused text)`,
    [streetId, id, JSON.stringify(items)],
  );
}

/** Those named, or everybody the filter meets; always within what the actor sees. */
async function targetsOf(ctx: Context, asked: RecipientsInput): Promise<Target[]> {
  const { residentIds, categories, communityId, gridId } = asked;
  if (!residentIds && !categories?.length && !communityId && !gridId) refuse('NO_RECIPIENTS');
  const rows = await ctx.em.execute<{ id: string; code: string; lng: number; lat: number }[]>(
    `select p.id, g.code, st_x(h.location) as lng, st_y(h.location) as lat
     from resident p join home h on h.street_id = p.street_id and h.id = p.home_id
     join grid g on g.street_id = h.street_id and g.id = h.grid_id
     where p.street_id = ? and (?::uuid[] is null or p.id = any (?::uuid[]))
       and (?::text[] is null or p.categories && ?::text[])
       and (?::uuid is null or p.community_id = ?::uuid) and (?::uuid is null or h.grid_id = ?::uuid)
     order by p.id limit ?`,
    [
      actorOf(ctx).streetId,
      ...twice(residentIds ? arrayOf(residentIds) : null),
      ...twice(categories?.length ? arrayOf(categories) : null),
      ...twice(communityId ?? null),
      ...twice(gridId ?? null),
      MOST_RECIPIENTS + 1,
    ],
  );
  if (
    residentIds &&
    rows.length < new Set(residentIds).size &&
    !categories?.length &&
    !communityId &&
    !gridId
  )
    refuse('NOT_FOUND');
  return rows.map(({ id, code, lng, lat }) => ({ residentId: id, gridCode: code, at: [lng, lat] }));
}

const twice = <T>(value: T): [T, T] => [value, value];
