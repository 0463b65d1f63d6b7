import type { Context } from '../../platform/context.ts';
import { open } from '../../platform/crypto/seal.ts';
import { accountCell } from '../access/account.ts';
import { channelCell } from './channel.ts';
import type { Claimed } from './claiming.ts';
import type { ChannelKind, Language } from './states.ts';

/** Where a message goes, opened for the moment of sending. */
export type Target =
  | {
      readonly to: 'CHANNEL';
      readonly kind: ChannelKind;
      readonly language: `${Language}`;
      readonly url: string;
      readonly secret: string | undefined;
    }
  | { readonly to: 'PHONE'; readonly phone: string };

/** Why a message is not sent after all. */
export interface Silence {
  readonly silence: 'ANSWERED' | 'OFF_DUTY' | 'NOT_WANTED' | 'NO_CONSENT' | 'NO_PHONE' | 'RETIRED';
}

/** Looks up where a message goes, and whether it is still to be said: duty, wishes and consent as they are now. */
export async function addressOf(ctx: Context, message: Claimed): Promise<Target | Silence> {
  if (message.offerId && !(await stillAsked(ctx, message.offerId))) return { silence: 'ANSWERED' };
  if (message.channelId) return channelOf(ctx, message.channelId);
  if (message.accountId) return accountOf(ctx, message);
  return residentOf(ctx, message.residentId!);
}

async function stillAsked({ em, now }: Context, offerId: string): Promise<boolean> {
  const rows = await em.execute<unknown[]>(
    `select 1 from offer o left join offer_call c on c.street_id = o.street_id and c.offer_id = o.id
     where o.id = ? and o.state = 'PENDING' and o.expires_at > ? and c.ended_at is null`,
    [offerId, now.toISOString()],
  );
  return rows.length > 0;
}

interface ChannelRow {
  readonly kind: ChannelKind;
  readonly language: `${Language}`;
  readonly url_sealed: Buffer;
  readonly secret_sealed: Buffer | null;
}

async function channelOf({ em, keys }: Context, id: string): Promise<Target | Silence> {
  const [row] = await em.execute<ChannelRow[]>(
    'select kind, language, url_sealed, secret_sealed from channel where id = ? and retired_at is null',
    [id],
  );
  if (!row) return { silence: 'RETIRED' };
  const { kind, language, url_sealed, secret_sealed } = row;
  const url = open(keys, channelCell('url', id), url_sealed);
  const secret = secret_sealed ? open(keys, channelCell('secret', id), secret_sealed) : undefined;
  return { to: 'CHANNEL', kind, language, url, secret };
}

interface AccountRow {
  readonly role: string;
  readonly phone: Buffer | null;
  readonly wanted: boolean | null;
  readonly duty: string | null;
  readonly mandated: boolean;
}

async function accountOf({ em, keys }: Context, message: Claimed): Promise<Target | Silence> {
  const [row] = await em.execute<AccountRow[]>(
    `select a.role, a.phone_sealed as phone, p.wanted, d.duty, exists (
       select 1 from mandate m join service_request r on r.street_id = m.street_id and r.resident_id = m.resident_id
       where m.street_id = a.street_id and m.account_id = a.id and m.withdrawn_at is null and r.id = ?) as mandated
     from account a
     left join message_preference p on p.street_id = a.street_id and p.account_id = a.id and p.topic = ?
     left join rider d on d.street_id = a.street_id and d.account_id = a.id
     where a.id = ? and a.disabled_at is null`,
    [
      message.variables.requestId ?? null,
      message.offerId ? 'OFFERS' : 'REQUEST_NEWS',
      message.accountId,
    ],
  );
  if (!row?.phone) return { silence: 'NO_PHONE' };
  if (row.wanted === false) return { silence: 'NOT_WANTED' };
  if (message.offerId && row.duty !== 'ON') return { silence: 'OFF_DUTY' };
  if (row.role === 'FAMILY' && !(row.mandated && row.wanted)) return { silence: 'NO_CONSENT' };
  return { to: 'PHONE', phone: open(keys, accountCell('phone', message.accountId!), row.phone) };
}

async function residentOf({ em, keys }: Context, id: string): Promise<Target | Silence> {
  const [row] = await em.execute<
    { phone: Buffer | null; consented: boolean; wanted: boolean | null }[]
  >(
    `select r.phone_sealed as phone, p.wanted, exists (select 1 from consent c where c.street_id = r.street_id
       and c.resident_id = r.id and c.purpose = 'SERVICE' and c.withdrawn_at is null) as consented
     from resident r
     left join message_preference p on p.street_id = r.street_id and p.account_id = r.account_id and p.topic = 'REQUEST_NEWS'
     where r.id = ?`,
    [id],
  );
  if (!row?.phone) return { silence: 'NO_PHONE' };
  if (!row.consented) return { silence: 'NO_CONSENT' };
  if (row.wanted === false) return { silence: 'NOT_WANTED' };
  return { to: 'PHONE', phone: open(keys, { table: 'resident', column: 'phone', id }, row.phone) };
}
