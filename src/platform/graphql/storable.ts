import { Kind, visit } from 'graphql';
import type { Operation } from './execute.ts';
import { UNSTORABLE_TEXT } from './sentences.ts';

/** Whether a database keeps the text: it has no NUL and no half of a character. */
export const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** Refuses texts that no database keeps, wherever in a question they stand. */
export function refuseUnstorable({ document, variableValues }: Operation): void {
  visit(document, { [Kind.STRING]: ({ value }) => refuseIn(value) });
  refuseIn(variableValues);
}

function refuseIn(value: unknown): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) throw UNSTORABLE_TEXT();
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      refuseIn(name);
      refuseIn(inner);
    }
  }
}
