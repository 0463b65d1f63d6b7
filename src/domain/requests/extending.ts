import type { Context } from '../../platform/context.ts';

/**
 * The rider has only now been reached: the time to answer, for all that was asked at once, begins again, at most once as long as it was. Asked for under the
 * lock of the request, so that it is not ended at the same moment; `mayExtend` says whether it is the first time.
 */
export async function extendOffer(
  { em, now }: Context,
  id: string,
  mayExtend: () => Promise<boolean>,
): Promise<void> {
  await em.execute(
    `select 1 from service_request r join offer o on o.street_id = r.street_id and o.request_id = r.id
     where o.bundle_id = (select bundle_id from offer where id = ?) order by r.id for no key update of r`,
    [id],
  );
  if (!(await mayExtend())) return;
  const at = now.toISOString();
  await em.execute(
    `update offer set expires_at = ?::timestamptz + (expires_at - offered_at)
     where bundle_id = (select bundle_id from offer where id = ?) and state = 'PENDING' and expires_at > ?`,
    [at, id, at],
  );
}
