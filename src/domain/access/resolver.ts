import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { AccessLogEntry, listAccess } from './access-log.ts';
import { Account } from './account.ts';
import { describe } from './entering.ts';
import {
  ChangeAccountScope,
  CreateAccountInput,
  OneAccount,
  ReadAccessLog,
  Refresh,
  RequestCode,
  SignIn,
  SignInWithCode,
} from './inputs.ts';
import { Anybody, May } from './may.ts';
import { requestCode } from './one-time-code.ts';
import { signInWithCode } from './redeeming.ts';
import { refresh } from './refreshing.ts';
import { changeScope, createAccount, disableAccount, revokeSession } from './service.ts';
import { signIn } from './signing-in.ts';
import { CodeSent, Me, SignedIn } from './views.ts';

/** The mutations at the door keep their own short transactions: a counted try outlives the refusal. */
@Resolver()
export class AccessResolver {
  @Anybody()
  @Mutation(() => SignedIn)
  signIn(@Ctx() ctx: Context, @Args(() => SignIn) input: SignIn) {
    return signIn(ctx, input);
  }

  @Anybody()
  @Mutation(() => CodeSent)
  requestCode(@Ctx() ctx: Context, @Args(() => RequestCode) input: RequestCode) {
    return requestCode(ctx, input);
  }

  @Anybody()
  @Mutation(() => SignedIn)
  signInWithCode(@Ctx() ctx: Context, @Args(() => SignInWithCode) input: SignInWithCode) {
    return signInWithCode(ctx, input);
  }

  @Anybody()
  @Mutation(() => SignedIn)
  refresh(@Ctx() ctx: Context, @Args(() => Refresh) { refreshToken }: Refresh) {
    return refresh(ctx, refreshToken);
  }

  @May('self:read')
  @Transactional()
  @Mutation(() => Boolean)
  async signOut(@Ctx() ctx: Context) {
    await revokeSession(ctx, ctx.actor!.sessionId!);
    return true;
  }

  @May('self:read')
  @Query(() => Me)
  async me(@Ctx() ctx: Context) {
    return describe(ctx, await ctx.em.findOneOrFail(Account, ctx.actor!.accountId!));
  }

  @May('account:create')
  @Transactional()
  @Mutation(() => Account)
  createAccount(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateAccountInput) input: CreateAccountInput,
  ) {
    return createAccount(ctx, input);
  }

  @May('account:change')
  @Transactional()
  @Mutation(() => Account)
  changeAccountScope(
    @Ctx() ctx: Context,
    @Args(() => ChangeAccountScope) input: ChangeAccountScope,
  ) {
    return changeScope(ctx, input.id, input.communityIds);
  }

  @May('account:change')
  @Transactional()
  @Mutation(() => Account)
  disableAccount(@Ctx() ctx: Context, @Args(() => OneAccount) { id }: OneAccount) {
    return disableAccount(ctx, id);
  }

  @May('access-log:read')
  @Query(() => [AccessLogEntry])
  accessLog(@Ctx() ctx: Context, @Args(() => ReadAccessLog) { subjectId, first }: ReadAccessLog) {
    return listAccess(ctx, subjectId, first);
  }
}
