import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { dispatchRound } from './dispatching.ts';
import { DispatchRound, PreviewRound } from './inputs.ts';
import { previewRound } from './previewing.ts';
import { findProposal } from './reading.ts';
import { DispatchedRound, RoundProposal } from './views.ts';

/** Rounds for scheduled work: first proposed, then dispatched in whole or in part. */
@Resolver()
export class RoundResolver {
  @May('request:assign')
  @Query(() => RoundProposal)
  roundProposal(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return findProposal(ctx, id);
  }

  @May('request:assign')
  @Idempotent()
  @Mutation(() => RoundProposal)
  previewRound(@Ctx() ctx: Context, @Args(() => PreviewRound) asked: PreviewRound) {
    return previewRound(ctx, asked);
  }

  @May('request:assign')
  @Idempotent()
  @Mutation(() => DispatchedRound)
  dispatchRound(@Ctx() ctx: Context, @Args(() => DispatchRound) asked: DispatchRound) {
    return dispatchRound(ctx, asked);
  }
}
