import {
  execute,
  getArgumentValues,
  getOperationAST,
  Kind,
  print,
  type ExecutionResult,
  type FieldNode,
} from 'graphql';
import { digest } from '../crypto/seal.ts';
import { sqlState } from '../database/failures.ts';
import { Refusal } from '../errors.ts';
import type { Operation } from './execute.ts';

/**
 * Does the mutation unless its key was used before: then the stored answer is given again, letter for letter. A twin that
 * runs at the same time waits on the key. Runs inside the mutation's transaction, at READ COMMITTED.
 */
export async function answerOnce(args: Operation): Promise<ExecutionResult> {
  const { em, actor } = args.contextValue;
  if (!actor?.accountId) return execute(args);
  const { operation, key } = keyOf(args);
  const row = [actor.streetId, actor.accountId, operation, key];
  const fingerprint = fingerprintOf(args);
  const claimed = await claim(args, [...row, fingerprint]);
  if (!claimed) return replay(args, row, fingerprint);
  const result = await execute(args);
  if (result.data)
    await em.execute(
      'update idempotency_key set response = ? where street_id = ? and account_id = ? and operation = ? and key = ?',
      [JSON.stringify(result.data), ...row],
    );
  return result;
}

async function claim(
  { contextValue: { em } }: Operation,
  row: readonly unknown[],
): Promise<boolean> {
  try {
    const rows = await em.execute<unknown[]>(
      'insert into idempotency_key (street_id, account_id, operation, key, fingerprint) values (?, ?, ?, ?, ?) on conflict do nothing returning 1 as claimed',
      [...row],
    );
    return rows.length === 1;
  } catch (error) {
    if (sqlState(error) === '55P03') throw inProgress();
    if (sqlState(error) === '23514') throw badKey();
    throw error;
  }
}

async function replay(
  { contextValue: { em } }: Operation,
  row: readonly unknown[],
  fingerprint: Buffer,
): Promise<ExecutionResult> {
  const [stored] = await em.execute<{ fingerprint: Buffer; response: string | object }[]>(
    'select fingerprint, response::text as response from idempotency_key where street_id = ? and account_id = ? and operation = ? and key = ?',
    [...row],
  );
  if (!stored || !fingerprint.equals(stored.fingerprint)) throw reused();
  return { data: JSON.parse(stored.response as string) as Record<string, unknown> };
}

function keyOf({ schema, document, operationName, variableValues }: Operation) {
  const { selectionSet } = getOperationAST(document, operationName)!;
  const field = selectionSet.selections.find(
    (node): node is FieldNode => node.kind === Kind.FIELD,
  )!;
  const definition = schema.getMutationType()!.getFields()[field.name.value]!;
  const { idempotencyKey } = getArgumentValues(definition, field, variableValues ?? {});
  return { operation: field.name.value, key: String(idempotencyKey) };
}

/** Keyed, since the variables of a call may hold a name or a phone. */
const fingerprintOf = ({ document, variableValues, contextValue: { keys } }: Operation): Buffer =>
  digest(keys, 'idempotency', `${print(document)}${JSON.stringify(variableValues ?? {})}`);

const reused = () =>
  new Refusal('IDEMPOTENCY_KEY_REUSED', {
    zh: '这个幂等键已经用于另一个请求，请换一个新的。',
    en: 'This idempotency key was already used for another call: take a new one.',
  });
const inProgress = () =>
  new Refusal('IDEMPOTENCY_IN_PROGRESS', {
    zh: '同一个请求正在处理，请稍后再试。',
    en: 'The same call is being worked on: try again in a moment.',
  });
const badKey = () =>
  new Refusal('INVALID_INPUT', {
    zh: '幂等键须为 16 到 255 个字符。',
    en: 'An idempotency key has 16 to 255 characters.',
  });
