import { randomInt } from 'node:crypto';
import type { Budget } from '../../platform/attempts/attempts.ts';
import type { Context } from '../../platform/context.ts';
import { open, seal } from '../../platform/crypto/seal.ts';

const DIGITS = 4;

/** A request whose code was guessed wrong so often is locked for the rest of the hour. */
export const codeTries: Budget = { name: 'delivery-code', tries: 5, seconds: 3600 };

const cellOf = (requestId: string) => ({
  table: 'service_request',
  column: 'delivery_code_sealed',
  id: requestId,
});

/** 签收码: a fresh one for a request, sealed: four digits that the resident says at the door. */
export const newDeliveryCode = ({ keys }: Context, requestId: string): Buffer =>
  seal(keys, cellOf(requestId), String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'));

export const openDeliveryCode = ({ keys }: Context, requestId: string, sealed: Buffer): string =>
  open(keys, cellOf(requestId), sealed);
