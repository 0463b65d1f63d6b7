import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Idempotent, Transactional } from '../../platform/graphql/transactional.ts';
import { Anybody, May } from '../access/may.ts';
import { riderOf } from '../requests/visible.ts';
import { certificateCode } from './certificate-code.ts';
import { VerifiedCertificate } from './certificate-views.ts';
import { HourCertificate } from './certificate.ts';
import { issueCertificate, revokeCertificate } from './certifying.ts';
import { CertificatesOf, HoursWithReason, IssueCertificate, VerifyCertificate } from './inputs.ts';
import { listCertificates } from './listing.ts';
import { verifyCertificate } from './verifying.ts';

/** 服务时长证明: for riders who need one, and for whoever is shown one. */
@Resolver(() => HourCertificate)
export class CertificateResolver {
  @Anybody()
  @Query(() => VerifiedCertificate)
  verifyHourCertificate(
    @Ctx() ctx: Context,
    @Args(() => VerifyCertificate) told: VerifyCertificate,
  ) {
    return verifyCertificate(ctx, told);
  }

  @May('hours:own')
  @Query(() => [HourCertificate])
  myHourCertificates(@Ctx() ctx: Context) {
    return listCertificates(ctx, riderOf(ctx));
  }

  @May('certificate:revoke')
  @Query(() => [HourCertificate])
  hourCertificates(@Ctx() ctx: Context, @Args(() => CertificatesOf) { riderId }: CertificatesOf) {
    return listCertificates(ctx, riderId);
  }

  @May('hours:own')
  @Idempotent()
  @Mutation(() => HourCertificate)
  issueHourCertificate(
    @Ctx() ctx: Context,
    @Args(() => IssueCertificate) period: IssueCertificate,
  ) {
    return issueCertificate(ctx, period);
  }

  @May('certificate:revoke')
  @Transactional()
  @Mutation(() => HourCertificate)
  revokeHourCertificate(
    @Ctx() ctx: Context,
    @Args(() => HoursWithReason) { id, reason }: HoursWithReason,
  ) {
    return revokeCertificate(ctx, id, reason);
  }

  @FieldResolver(() => String, { description: 'Told to whoever is to verify it.' })
  code(@Root() { number }: HourCertificate, @Ctx() { keys }: Context) {
    return certificateCode(keys, number);
  }
}
