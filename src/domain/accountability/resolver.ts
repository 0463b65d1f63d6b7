import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { IsOptional, IsUUID, Length } from 'class-validator';
import type { Context } from '../../platform/context.ts';
import { Transactional } from '../../platform/graphql/transactional.ts';
import { May } from '../access/may.ts';
import { CareAlert } from '../care/alert.ts';
import { CareLadder } from '../care/ladder.ts';
import { ServiceRequest } from '../requests/request.ts';
import { Accountability, AccountableNow } from './accountability.ts';
import { listDuties, setDuty } from './appointing.ts';
import { accountableFor, accountableNow, intervalsOf } from './finding.ts';
import { AccountabilityHistory, KindDuty } from './views.ts';

const MINUTE_MS = 60_000;

@ArgsType()
export class SetDuty {
  @Field()
  @Length(3, 30)
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'A department; nothing: the communities.' })
  @IsOptional()
  @IsUUID('all')
  organizationId?: string | null;
}

/** Who answers for what, and for how long already. */
@Resolver(() => Accountability)
export class AccountabilityResolver {
  @May('request:read')
  @Query(() => AccountabilityHistory)
  accountable(@Ctx() ctx: Context, @Arg('requestId', () => ID) requestId: string) {
    return accountableFor(ctx, requestId);
  }

  @May('street:read')
  @Query(() => [KindDuty])
  kindDuties(@Ctx() ctx: Context) {
    return listDuties(ctx);
  }

  @May('kind:set')
  @Transactional()
  @Mutation(() => [KindDuty])
  setKindDuty(@Ctx() ctx: Context, @Args(() => SetDuty) { kind, organizationId }: SetDuty) {
    return setDuty(ctx, kind, organizationId);
  }

  @FieldResolver(() => Int, { description: 'How long it has lasted, in whole minutes.' })
  minutes(@Root() { fromAt, untilAt }: Accountability, @Ctx() { now }: Context): number {
    return Math.floor(((untilAt ?? now).getTime() - fromAt.getTime()) / MINUTE_MS);
  }
}

@Resolver(() => ServiceRequest)
export class RequestAccountability {
  @FieldResolver(() => AccountableNow, {
    nullable: true,
    description: 'Nothing once it is closed.',
  })
  accountable(@Root() { id }: ServiceRequest, @Ctx() ctx: Context) {
    return accountableNow(ctx, id);
  }
}

@Resolver(() => CareLadder)
export class LadderAccountability {
  @FieldResolver(() => [Accountability])
  accountability(@Root() { id }: CareLadder, @Ctx() ctx: Context) {
    return intervalsOf(ctx, id);
  }
}

@Resolver(() => CareAlert)
export class AlertAccountability {
  @FieldResolver(() => [Accountability])
  accountability(@Root() { id }: CareAlert, @Ctx() ctx: Context) {
    return intervalsOf(ctx, id);
  }
}
