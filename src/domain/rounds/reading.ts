import type { Context } from '../../platform/context.ts';
import { getKept, shown } from './proposal.ts';
import type { RoundProposal } from './views.ts';

/** A proposal as it was made, whatever became of it; refuses NOT_FOUND. */
export const findProposal = async (ctx: Context, id: string): Promise<RoundProposal> =>
  shown(ctx, await getKept(ctx, id));
