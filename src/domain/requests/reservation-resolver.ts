import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { Reservation } from './reservation.ts';
import { declineReservation, ownReservations } from './reserving.ts';
import { DeclineReason } from './states.ts';
import { reservedTask } from './telling.ts';
import { ReservedTask } from './views.ts';

/** 预留: what a rider may be asked for soon. */
@Resolver(() => Reservation)
export class ReservationResolver {
  @FieldResolver(() => ReservedTask)
  task(@Root() reservation: Reservation) {
    return reservedTask(reservation);
  }

  @May('offer:read')
  @Query(() => [Reservation], {
    description:
      '预留：可能会问到您的，尚未定下 What the rider may be asked for soon; nothing is settled.',
  })
  myReservations(@Ctx() ctx: Context) {
    return ownReservations(ctx);
  }

  @May('offer:answer')
  @Idempotent()
  @Mutation(() => [Reservation], {
    description:
      '提前谢绝，不影响任何记录；返回仍为您预留的 Not for this rider; answers what is still kept.',
  })
  declineReservation(
    @Ctx() ctx: Context,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => DeclineReason) reason: DeclineReason,
    @Arg('idempotencyKey', () => ID) _idempotencyKey: string,
  ) {
    return declineReservation(ctx, id, reason);
  }
}
