import { contextFor, systemActor, type Context, type Platform } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import { GatewayFailure } from '../../platform/gateways/failure.ts';
import { addressOf, type Target } from './addressing.ts';
import { claimDue, type Claimed } from './claiming.ts';
import { handOver } from './handing.ts';
import { templatesNow } from './reading.ts';
import { buryOverdue, putBack, settleFailure, settleSent, suppress } from './settling.ts';
import { say, valuesOf, type Values } from './wording.ts';

/** A message ready to leave, opened and worded. */
export interface Parcel extends Claimed {
  readonly target: Target;
  readonly text: string;
  readonly values: Values;
}

/** Parcels that leave one after another: those of one channel, or one text message. */
export type Run = readonly Parcel[];

/** Takes what is due in one street office, each run to be handed over by `handOverRun`; everything in one transaction. */
export async function prepareDue(platform: Platform, streetId: string): Promise<Run[]> {
  const ctx = contextFor(platform, systemActor(streetId));
  const parcels = await inTransaction(ctx.em, async () => {
    await buryOverdue(ctx);
    return wordAll(ctx, await claimDue(ctx));
  });
  platform.committed();
  return runsOf(parcels);
}

/**
 * Hands a run over, outside any transaction; each outcome is written by itself. What is killed in between is sent again when
 * its lease ends, under the same id.
 */
export async function handOverRun(platform: Platform, streetId: string, run: Run): Promise<void> {
  const later = () => contextFor(platform, systemActor(streetId));
  for (const [n, parcel] of run.entries()) {
    try {
      const providerId = await handOver(later(), parcel);
      await write(later(), (ctx) => settleSent(ctx, parcel, providerId));
    } catch (error) {
      if (!(error instanceof GatewayFailure)) throw error;
      await write(later(), async (ctx) => {
        await settleFailure(ctx, parcel, error);
        if (error.retry === 'LATER') await putBack(ctx, run.slice(n + 1));
      });
      if (error.retry === 'LATER') break;
    }
  }
  platform.committed();
}

const write = (ctx: Context, work: (ctx: Context) => Promise<unknown>) =>
  inTransaction(ctx.em, () => work(ctx));

/** Sends what is due in one street office and waits for all of it. */
export async function sendDue(platform: Platform, streetId: string): Promise<number> {
  const runs = await prepareDue(platform, streetId);
  await Promise.all(runs.map((run) => handOverRun(platform, streetId, run)));
  return runs.length;
}

async function wordAll(ctx: Context, claimed: readonly Claimed[]): Promise<Parcel[]> {
  if (claimed.length === 0) return [];
  const templates = await templatesNow(ctx);
  const parcels: Parcel[] = [];
  for (const message of claimed) {
    const target = await addressOf(ctx, message);
    if ('silence' in target) {
      await suppress(ctx, message, target.silence);
      continue;
    }
    const template = templates.get(message.template);
    const language = target.to === 'CHANNEL' ? target.language : 'ZH';
    const values = template ? await valuesOf(ctx, message.variables, language) : {};
    const text = template ? say(template, language, values) : '';
    parcels.push({ ...message, target, text, values });
  }
  return parcels;
}

function runsOf(parcels: readonly Parcel[]): Run[] {
  const byChannel = Map.groupBy(parcels, ({ id, channelId }) => channelId ?? id);
  return [...byChannel.values()];
}
