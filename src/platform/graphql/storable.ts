import { Kind, visit } from 'graphql';
import type { Operation } from './execute.ts';
import { UNSTORABLE_TEXT } from './sentences.ts';

/** Refuses texts that no database keeps, wherever in a question they stand: with a NUL, or with half a character. */
export function refuseUnstorable({ document, variableValues }: Operation): void {
  visit(document, { [Kind.STRING]: ({ value }) => refuseIn(value) });
  refuseIn(variableValues);
}

function refuseIn(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) throw UNSTORABLE_TEXT();
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      refuseIn(name);
      refuseIn(inner);
    }
  }
}
