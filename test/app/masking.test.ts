import {
  buildSchema as schemaOf,
  execute,
  GraphQLError,
  parse,
  type ExecutionResult,
} from 'graphql';
import { maskedResult } from '../../src/platform/graphql/mask.ts';
import { openLog } from '../../src/platform/log.ts';

const SECRET = '13812345678';

/** A tiny schema whose every field fails in a way of its own. */
const schema = schemaOf(
  'type Query { thrown: String database: String number: Int missing: String! graphql: String nothing: String }',
);

/** As `pg` tells of a row that breaks a constraint: the values are in it. */
const databaseError = Object.assign(new Error(`Failing row contains (${SECRET}).`), {
  code: '23514',
  constraint: 'phone_is_sealed',
  table: 'resident',
  detail: `Key (phone)=(${SECRET})`,
  parameters: [SECRET],
});

const rootValue = {
  thrown: () => {
    throw new Error(`no such row: ${SECRET}`);
  },
  database: () => {
    throw databaseError;
  },
  number: () => SECRET.repeat(3),
  missing: () => null,
  graphql: () => {
    throw new GraphQLError('as a library would', { originalError: new Error(SECRET) });
  },
  nothing: () => {
    // oxlint-disable-next-line no-throw-literal, only-throw-error
    throw SECRET;
  },
};

async function failing(field: string) {
  const lines: string[] = [];
  const log = openLog('info', { write: (line: string) => void lines.push(line) });
  const work = async (): Promise<ExecutionResult> =>
    execute({ schema, document: parse(`{ ${field} }`), rootValue });
  const { errors } = await maskedResult(log, work);
  return { said: JSON.stringify(errors), error: errors![0]!.toJSON(), lines };
}

test.each(Object.keys(rootValue))(
  'an unexpected failure (%s) is told by a number that the log knows, and neither tells a value',
  async (field) => {
    const { said, error, lines } = await failing(field);
    const { code, zh, en, facts } = error.extensions as any;
    expect(code).toBe('INTERNAL');
    expect(facts).toEqual({ reference: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect([zh, en, error.message]).toEqual(
      Array(3).fill(expect.stringContaining(facts.reference)),
    );
    expect(said).not.toMatch(/stack|\.ts\b/);
    expect(said).not.toContain(SECRET);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(SECRET);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 50, reference: facts.reference });
  },
);

test('of a database error the log tells the code and the constraint, enough to find it', async () => {
  const { lines } = await failing('database');
  expect(JSON.parse(lines[0]!).err).toMatchObject({
    code: '23514',
    constraint: 'phone_is_sealed',
    table: 'resident',
    stack: expect.arrayContaining([expect.stringContaining('masking.test.ts')]),
  });
});
