import { parse, type DocumentNode, type GraphQLError, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { MAX_TOKENS, validateUnseen, validateWithin } from './limits.ts';

/** Characters of documents that are kept: phones and consoles ask the same few hundred again and again. */
const KEPT_CHARACTERS = 4_000_000;

/** What a text asks, or what is wrong with it; throws the syntax error of a text that cannot be read. */
export type ReadDocument = (text: string) => DocumentNode | readonly GraphQLError[];

/** Reads documents and holds them to the limits; one that was read and found good is not read again. */
export function openDocuments(schema: GraphQLSchema, introspection: boolean): ReadDocument {
  const judge = introspection ? validateWithin : validateUnseen;
  const good = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_, text) => text.length || 1,
  });
  return (text) => {
    const known = good.get(text);
    if (known) return known;
    const document = parse(text, { maxTokens: MAX_TOKENS });
    const errors = judge(schema, document);
    if (errors.length > 0) return errors;
    good.set(text, document);
    return document;
  };
}
