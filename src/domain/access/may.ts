import { Authorized, type AuthCheckerFn } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { refuse } from '../refusals.ts';
import type { Permission } from './roles.ts';

/** What an operation that needs no sign-in declares, so that its openness is a decision taken in the open. */
const ANYBODY = 'anybody';

/** Declares who may call an operation. Every operation has one; a test sees to it. */
export const May = (permission: Permission) =>
  Authorized<Permission | typeof ANYBODY>([permission]);

/** Declares an operation that works before sign-in. */
export const Anybody = () => Authorized<Permission | typeof ANYBODY>([ANYBODY]);

/** Not signed in and not allowed are different sentences; not allowed and not there are the same one. */
export const authChecker: AuthCheckerFn<Context, Permission | typeof ANYBODY> = (
  { context: { actor } },
  [permission],
) => {
  if (permission === ANYBODY) return true;
  if (!actor) return refuse('NOT_SIGNED_IN');
  return actor.may.has(permission!) || refuse('NOT_FOUND');
};
