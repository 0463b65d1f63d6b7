import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Appointment } from './appointment.ts';
import { appointRider, revokeAppointment } from './appointing.ts';
import { listAppointments } from './finding.ts';
import { briefOf, GridBrief } from './grid-brief.ts';
import { AppointInput, OneGrid, RevokeAppointment, WhichAppointments } from './inputs.ts';

@Resolver(() => Appointment)
export class AppointmentResolver {
  @May('appointment:hold')
  @Query(() => [Appointment])
  async myAppointments(@Ctx() ctx: Context) {
    return listAppointments(ctx, { ended: true });
  }

  @May('appointment:give')
  @Query(() => [Appointment])
  async appointments(@Ctx() ctx: Context, @Args(() => WhichAppointments) which: WhichAppointments) {
    return listAppointments(ctx, which);
  }

  @May('grid:brief')
  @Query(() => GridBrief, {
    description: 'Staff of the community, and riders while they are appointed to the grid.',
  })
  async gridBrief(@Ctx() ctx: Context, @Args(() => OneGrid) { gridId }: OneGrid) {
    return briefOf(ctx, gridId);
  }

  @May('appointment:give')
  @Idempotent()
  @Mutation(() => Appointment)
  async appointRider(
    @Ctx() ctx: Context,
    @Arg('input', () => AppointInput) input: AppointInput,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return appointRider(ctx, input);
  }

  @May('appointment:give')
  @Transactional()
  @Mutation(() => Appointment)
  async revokeAppointment(
    @Ctx() ctx: Context,
    @Args(() => RevokeAppointment) { id, reason }: RevokeAppointment,
  ) {
    return revokeAppointment(ctx, id, reason);
  }
}
