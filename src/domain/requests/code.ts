import type { Context } from '../../platform/context.ts';
import { arrayOf } from './ids.ts';
import { actorOf } from './visible.ts';

/** Digits and capitals that nobody takes for another: without 0 O 1 I L. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 6;
/** 31^6 codes: even at a million requests of one street all of these are taken once in 10^15 times. */
const TRIES = 5;

/** Six characters for a request that no other of the street has. */
export async function freeCode(ctx: Context): Promise<string> {
  const [code] = await freeCodes(ctx, 1);
  return code!;
}

/** As many different ones, none of which any other request of the street has. */
export async function freeCodes(ctx: Context, count: number): Promise<string[]> {
  const tries = Array.from({ length: count + TRIES }, anyCode);
  const free = await ctx.em.execute<{ code: string }[]>(
    `select distinct t.code from unnest(?::text[]) t(code) where not exists
       (select 1 from service_request r where r.street_id = ? and r.code = t.code) limit ?`,
    [arrayOf(tries), actorOf(ctx).streetId, count],
  );
  if (free.length < count) throw new Error('no free request code');
  return free.map(({ code }) => code);
}

/** Bytes from 248 on are passed over, so that every sign is as likely. */
function anyCode(): string {
  const fair = 256 - (256 % SIGNS.length);
  let code = '';
  while (code.length < LENGTH)
    for (const byte of crypto.getRandomValues(new Uint8Array(LENGTH * 2)))
      if (byte < fair && code.length < LENGTH) code += SIGNS[byte % SIGNS.length];
  return code;
}
