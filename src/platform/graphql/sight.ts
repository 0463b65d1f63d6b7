import { createHash } from 'node:crypto';
import { getOperationAST, Kind, print, type ValueNode } from 'graphql';
import type { Actor, ActorRole } from '../context.ts';
import type { Operation } from './execute.ts';

/** Roles that see by office, not by person: two of one office and scope are answered the same. */
const byOffice: ReadonlySet<ActorRole> = new Set(['STREET_STAFF', 'COMMUNITY_STAFF', 'ANALYST']);

/** What two subscriptions have in common when they are answered the same; undefined when nobody else can be. */
export function sightOf(args: Operation): string | undefined {
  const { actor } = args.contextValue;
  if (!actor || !byOffice.has(actor.role)) return undefined;
  const asked = JSON.stringify([print(args.document), args.operationName, comparable(args)]);
  return createHash('sha256')
    .update(scopeOf(actor) + asked)
    .digest('base64');
}

/** Whether they still see what they saw when they joined the others. */
export const scopeOf = ({ streetId, role, communityIds, organizationId, may }: Actor): string =>
  JSON.stringify([streetId, role, communityIds.toSorted(), organizationId, [...may].toSorted()]);

/** The variables without the cursor: where somebody began does not matter once both are at the same place. */
function comparable(args: Operation): readonly unknown[] {
  const cursor = cursorVariable(args);
  return Object.entries(args.variableValues ?? {})
    .filter(([name]) => name !== cursor)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function cursorVariable({ document, operationName }: Operation): string | undefined {
  const [field] = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  if (field?.kind !== Kind.FIELD) return undefined;
  const value: ValueNode | undefined = field.arguments?.find(
    ({ name }) => name.value === 'since',
  )?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
}
