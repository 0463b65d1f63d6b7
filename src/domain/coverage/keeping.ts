import type { Context } from '../../platform/context.ts';

/** So many answers of each street are kept; the one asked for longest ago goes first. */
const MOST_KEPT = 100;

/**
 * What was read of the counts of a street is read once by this process, until they are counted anew: a page of figures is
 * opened often, and hours that have passed do not change. Everybody who may ask sees the same rows; `read` names nobody.
 */
export async function keptUntilCounted<Row extends object>(
  ctx: Context,
  question: readonly unknown[],
  read: () => Promise<Row[]>,
): Promise<readonly Row[]> {
  const answers = await answersOf(ctx);
  const key = JSON.stringify(question);
  // Equal questions are answered by the same reader, hence by its rows.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const rows = (answers.get(key) as readonly Row[] | undefined) ?? (await read());
  answers.delete(key);
  answers.set(key, rows);
  if (answers.size > MOST_KEPT) answers.delete(answers.keys().next().value!);
  return rows;
}

type Answers = Map<string, readonly object[]>;

async function answersOf({ em, actor, shelf }: Context): Promise<Answers> {
  const [counted] = await em.execute<{ version: number }[]>(
    'select version from coverage_counted where street_id = ?',
    [actor!.streetId],
  );
  const name = `coverage ${actor!.streetId}`;
  const version = counted?.version ?? 0;
  const kept = shelf.find(name, version);
  if (kept instanceof Map) return kept;
  const answers: Answers = new Map();
  shelf.put(name, version, answers);
  return answers;
}
