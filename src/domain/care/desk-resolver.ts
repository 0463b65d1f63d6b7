import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { connectionOf } from '../../platform/graphql/connection.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { CareAlert } from './alert.ts';
import { acknowledgeAlert, resolveAlert } from './alerting.ts';
import { answerStep } from './climbing.ts';
import { findLadder, listAlerts, listLadders, listOwnSteps, openNotes } from './finding.ts';
import {
  AlertPage,
  AnswerLadderStep,
  LadderFilter,
  ObservationInput,
  OneOfCare,
  OpenNotes,
  ResolveAlert,
} from './inputs.ts';
import { LadderStep } from './ladder-step.ts';
import { CareLadder } from './ladder.ts';
import { observeCondition } from './observing.ts';
import { CareNotes, ObservationReceipt } from './views.ts';

const AlertConnection = connectionOf('CareAlert', () => CareAlert);

/** Doors nobody opened, and who has to be looked after now. */
@Resolver()
export class CareDeskResolver {
  @May('care:read')
  @Query(() => AlertConnection)
  careAlerts(@Ctx() ctx: Context, @Args(() => AlertPage) page: AlertPage) {
    return listAlerts(ctx, page);
  }

  @May('care:read')
  @Query(() => [CareLadder])
  careLadders(@Ctx() ctx: Context, @Args(() => LadderFilter) filter: LadderFilter) {
    return listLadders(ctx, filter);
  }

  @May('care:read')
  @Query(() => CareLadder, { nullable: true })
  ladder(@Ctx() ctx: Context, @Args(() => OneOfCare) { id }: OneOfCare) {
    return findLadder(ctx, id);
  }

  @May('care:act')
  @Query(() => CareNotes)
  alertNotes(@Ctx() ctx: Context, @Args(() => OpenNotes) { id, purpose }: OpenNotes) {
    return openNotes(ctx, id, purpose);
  }

  @May('care:call')
  @Query(() => [LadderStep], { description: 'The calls a rider has still to make from the door.' })
  myLadderSteps(@Ctx() ctx: Context) {
    return listOwnSteps(ctx);
  }

  @May('care:answer')
  @Transactional()
  @Mutation(() => LadderStep)
  answerLadderStep(
    @Ctx() ctx: Context,
    @Args(() => AnswerLadderStep) { id, ...answer }: AnswerLadderStep,
  ) {
    return answerStep(ctx, id, answer);
  }

  @May('care:observe')
  @Idempotent()
  @Mutation(() => ObservationReceipt)
  observeCondition(
    @Ctx() ctx: Context,
    @Arg('input', () => ObservationInput) input: ObservationInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return observeCondition(ctx, input);
  }

  @May('care:act')
  @Transactional()
  @Mutation(() => CareAlert)
  acknowledgeAlert(@Ctx() ctx: Context, @Args(() => OneOfCare) { id }: OneOfCare) {
    return acknowledgeAlert(ctx, id);
  }

  @May('care:act')
  @Transactional()
  @Mutation(() => CareAlert)
  resolveAlert(@Ctx() ctx: Context, @Args(() => ResolveAlert) { id, ...resolution }: ResolveAlert) {
    return resolveAlert(ctx, id, resolution);
  }
}
