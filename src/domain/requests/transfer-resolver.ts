import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { transfersFor } from './colleagues.ts';
import { RequestTransfer } from './inputs.ts';
import { transferredTask } from './telling.ts';
import { Transfer } from './transfer.ts';
import { acceptTransfer, confirmHandover, endTransfer, requestTransfer } from './transferring.ts';
import { TransferredTask } from './views.ts';

/** 转单: for riders who cannot go on, and colleagues who can. */
@Resolver(() => Transfer)
export class TransferResolver {
  @FieldResolver(() => TransferredTask)
  task(@Root() transfer: Transfer) {
    return transferredTask(transfer);
  }

  @May('offer:read')
  @Query(() => [Transfer])
  myTransfers(@Ctx() ctx: Context) {
    return transfersFor(ctx);
  }

  @May('assignment:advance')
  @Idempotent()
  @Mutation(() => Transfer)
  requestTransfer(@Ctx() ctx: Context, @Args(() => RequestTransfer) asked: RequestTransfer) {
    return requestTransfer(ctx, asked.assignmentId, asked);
  }

  @May('offer:answer')
  @Transactional()
  @Mutation(() => Transfer)
  acceptTransfer(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return acceptTransfer(ctx, id);
  }

  @May('assignment:advance')
  @Transactional()
  @Mutation(() => Transfer)
  confirmHandover(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return confirmHandover(ctx, id);
  }

  @May('offer:answer')
  @Transactional()
  @Mutation(() => Transfer)
  endTransfer(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return endTransfer(ctx, id);
  }
}
