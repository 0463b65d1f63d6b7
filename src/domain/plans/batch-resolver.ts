import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { issueBatch } from './batching.ts';
import { IssueBatchInput } from './inputs.ts';
import { getBatch, listBatches } from './reading-batch.ts';
import { Batch } from './views.ts';

/** One thing for many at once. */
@Resolver()
export class BatchResolver {
  @May('batch:issue')
  @Query(() => Batch)
  batch(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return getBatch(ctx, id);
  }

  @May('batch:issue')
  @Query(() => [Batch])
  batches(@Ctx() ctx: Context) {
    return listBatches(ctx);
  }

  @May('batch:issue')
  @Idempotent()
  @Mutation(() => Batch)
  issueBatch(
    @Ctx() ctx: Context,
    @Arg('input', () => IssueBatchInput) input: IssueBatchInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return issueBatch(ctx, input);
  }
}
