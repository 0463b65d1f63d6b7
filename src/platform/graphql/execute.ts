import {
  execute as runFields,
  getOperationAST,
  Kind,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { collided } from '../database/failures.ts';
import { inTransaction } from '../database/transaction.ts';
import { answerOnce } from './once.ts';
import { refuseUnstorable } from './storable.ts';
import type { Declared } from './transactional.ts';

export type Operation = ExecutionArgs & { contextValue: Context };

/** How often a mutation that ran into another one is done again. */
const TRIES = 3;

/**
 * Executes one operation for both transports. A query, or one event of a subscription, reads in one transaction; a mutation writes in one, as it declared
 * by `@Transactional()` or `@Idempotent()`. A refusal rolls everything back.
 */
export async function execute(args: Operation): Promise<ExecutionResult> {
  refuseUnstorable(args);
  const operation = getOperationAST(args.document, args.operationName);
  if (!operation) return runFields(args);
  if (operation.operation !== 'mutation') return reading(args);
  const { transaction } = declaredBy(args, operation);
  if (!transaction) return runFields(args);
  const write = transaction === 'once' ? answerOnce : runFields;
  return writing(args, (attempt) => write(attempt));
}

async function reading(args: Operation): Promise<ExecutionResult> {
  if (!args.contextValue.actor) return runFields(args);
  return inTransaction(args.contextValue.em, async () => runFields(args));
}

async function writing(
  args: Operation,
  write: (args: Operation) => ExecutionResult | Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  for (let attempt = 1; ; attempt++) {
    const result = await rollingBackRefusals(args, write);
    const inCollision = result.errors?.some(({ originalError }) => collided(originalError));
    if (inCollision && attempt < TRIES) continue;
    if (result.data) args.contextValue.committed();
    return result;
  }
}

class RolledBack extends Error {
  readonly result: ExecutionResult;

  constructor(result: ExecutionResult) {
    super('rolled back');
    this.result = result;
  }
}

async function rollingBackRefusals(
  args: Operation,
  write: (args: Operation) => ExecutionResult | Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const em = args.contextValue.em.fork();
  try {
    return await inTransaction(em, async () => {
      const result = await write({ ...args, contextValue: { ...args.contextValue, em } });
      if (!result.data) throw new RolledBack(result);
      return result;
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.result;
    throw error;
  }
}

/** The promise made by the one root field of a mutation (`limits.ts` sees to it that there is one). */
function declaredBy({ schema }: Operation, operation: OperationDefinitionNode): Declared {
  const [field] = operation.selectionSet.selections.filter(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD,
  );
  return (schema.getMutationType()?.getFields()[field?.name.value ?? '']?.extensions ??
    {}) as Declared;
}
