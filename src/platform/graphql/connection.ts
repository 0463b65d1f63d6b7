import { Field, Int, ObjectType } from 'type-graphql';
import { Refusal } from '../errors.ts';
import { isStorable } from './storable.ts';

/** Where a page ends (Relay). */
@ObjectType()
export class PageInfo {
  @Field(() => String, { nullable: true })
  endCursor!: string | null;

  @Field()
  hasNextPage!: boolean;
}

export interface Page<T extends object> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  totalCount: number;
}

/** Declares `<Name>Connection` and `<Name>Edge` of a node type (Relay). */
export function connectionOf<T extends object>(name: string, node: () => new () => T) {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field()
    cursor!: string;

    @Field(node)
    node!: T;
  }

  @ObjectType(`${name}Connection`)
  class Connection implements Page<T> {
    @Field(() => [Edge])
    edges!: Edge[];

    @Field(() => PageInfo)
    pageInfo!: PageInfo;

    @Field(() => Int)
    totalCount!: number;
  }
  return Connection;
}

/** Cuts a page of `first` from rows of which one more was asked; `cursorOf` gives the key a row is found again by. */
export function pageOf<T extends object>(
  rows: readonly T[],
  {
    first,
    totalCount,
    cursorOf,
  }: { first: number; totalCount: number; cursorOf: (row: T) => string },
): Page<T> {
  const edges = rows
    .slice(0, first)
    .map((node) => ({ cursor: encodeCursor(cursorOf(node)), node }));
  return {
    edges,
    pageInfo: { endCursor: edges.at(-1)?.cursor ?? null, hasNextPage: rows.length > first },
    totalCount,
  };
}

export const encodeCursor = (key: string): string => Buffer.from(key).toString('base64url');

/** The key of a row; refuses what was never given out as a cursor. */
export function decodeCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString();
  if (encodeCursor(key) !== cursor || !isStorable(key)) throw NOT_A_CURSOR();
  return key;
}

const NOT_A_CURSOR = () =>
  new Refusal('INVALID_CURSOR', {
    zh: '这个翻页标记无效，请从第一页重新开始。',
    en: 'This is not a cursor of these pages: begin again with the first.',
  });
