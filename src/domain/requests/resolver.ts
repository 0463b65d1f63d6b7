import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { confirmRequest } from './delivering.ts';
import { cancelRequest } from './ending.ts';
import { findRequest, findRequestByCode } from './finding.ts';
import { OpenRequestInput, RequestPage, WithReason } from './inputs.ts';
import { RequestKindInput } from './kind-input.ts';
import { listRequests } from './listing.ts';
import { openRequest } from './opening.ts';
import { RequestKind } from './request-kind.ts';
import { ServiceRequest } from './request.ts';
import { setRequestKind } from './street.ts';

const RequestConnection = connectionOf('ServiceRequest', () => ServiceRequest);

/** For those who ask: residents, their families, and staff on their behalf. */
@Resolver()
export class RequestResolver {
  @May('street:read')
  @Query(() => [RequestKind])
  requestKinds(@Ctx() { em }: Context) {
    return em.find(RequestKind, {}, { orderBy: { tier: 'desc', code: 'asc' } });
  }

  @May('kind:set')
  @Transactional()
  @Mutation(() => RequestKind)
  setRequestKind(
    @Ctx() ctx: Context,
    @Arg('input', () => RequestKindInput) input: RequestKindInput,
  ) {
    return setRequestKind(ctx, input);
  }

  @May('request:read')
  @Query(() => RequestConnection)
  requests(@Ctx() ctx: Context, @Args(() => RequestPage) page: RequestPage) {
    return listRequests(ctx, page);
  }

  @May('request:read')
  @Query(() => ServiceRequest, { nullable: true })
  request(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return findRequest(ctx, id);
  }

  @May('request:read')
  @Query(() => ServiceRequest, { nullable: true })
  requestByCode(@Ctx() ctx: Context, @Arg('code') code: string) {
    return findRequestByCode(ctx, code);
  }

  @May('request:open')
  @Idempotent()
  @Mutation(() => ServiceRequest)
  openRequest(
    @Ctx() ctx: Context,
    @Arg('input', () => OpenRequestInput) input: OpenRequestInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return openRequest(ctx, input);
  }

  @May('request:cancel')
  @Transactional()
  @Mutation(() => ServiceRequest)
  cancelRequest(@Ctx() ctx: Context, @Args(() => WithReason) { id, reason }: WithReason) {
    return cancelRequest(ctx, id, reason);
  }

  @May('request:confirm')
  @Transactional()
  @Mutation(() => ServiceRequest)
  confirmRequest(@Ctx() ctx: Context, @Arg('id', () => ID) id: string) {
    return confirmRequest(ctx, id);
  }
}
