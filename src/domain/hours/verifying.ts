import type { Context } from '../../platform/context.ts';
import { maskedName } from '../../platform/crypto/mask.ts';
import { takeTries } from '../access/tries.ts';
import { refuse } from '../refusals.ts';
import { isCodeOf } from './certificate-code.ts';
import { minutesOf } from './certificate.ts';
import { CertificateState, type VerifiedCertificate } from './certificate-views.ts';

/** So many questions from one place in an hour: enough for an office that checks a pile, not for guessing. */
const questions = { name: 'verify-certificate', tries: 300, seconds: 3_600 };

interface Told {
  readonly name: string;
  readonly company: string;
  readonly street: string;
  readonly from_ms: number;
  readonly until_ms: number;
  readonly issued_ms: number;
  readonly revoked_ms: number | null;
  readonly seconds: number;
  readonly tasks: number;
  readonly changed: boolean;
  readonly disputed: boolean;
}

/** 核验证明: whoever holds a certificate learns whether it holds. Refuses NOT_FOUND alike for a wrong number and a wrong code. */
export async function verifyCertificate(
  ctx: Context,
  { number, code }: { readonly number: string; readonly code: string },
): Promise<VerifiedCertificate> {
  await takeTries(ctx, [[questions, ctx.origin]]);
  if (!isCodeOf(ctx.keys, number, code)) return refuse('NOT_FOUND');
  const [told] = await ctx.em.execute<Told[]>(
    `select name, company, street, seconds, tasks, changed, disputed, ${MS('from_at')} as from_ms, ${MS('until_at')} as until_ms,
       ${MS('issued_at')} as issued_ms, ${MS('revoked_at')} as revoked_ms from certificate_told(?)`,
    [number],
  );
  if (!told) return refuse('NOT_FOUND');
  const { name, company, street, from_ms, until_ms, issued_ms, seconds, tasks } = told;
  return {
    number,
    state: stateOf(told),
    maskedName: maskedName(name),
    company,
    street,
    from: new Date(from_ms),
    until: new Date(until_ms),
    minutes: minutesOf(seconds),
    tasks,
    issuedAt: new Date(issued_ms),
  };
}

function stateOf({ revoked_ms, changed, disputed }: Told): CertificateState {
  if (revoked_ms !== null || changed) return CertificateState.REVOKED;
  return disputed ? CertificateState.DISPUTED : CertificateState.VALID;
}

const MS = (instant: string) => `(extract(epoch from ${instant}) * 1000)::float8`;
