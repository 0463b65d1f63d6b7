import { Field, ID, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { nameOf, Role } from './account.ts';

/** A look at sealed personal data: about whom, what for, by which operation, and which fields were opened. */
export interface Look {
  readonly purpose: string;
  readonly operation: string;
  readonly subjectId: string;
  readonly fields: readonly string[];
}

/** 查阅记录: who looked at a person's sealed data, when and what for. Never changed. */
@ObjectType()
export class AccessLogEntry {
  @Field(() => ID)
  id!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => ID)
  accountId!: string;

  @Field()
  accountName!: string;

  @Field(() => Role)
  role!: Role;

  @Field()
  purpose!: string;

  @Field()
  operation!: string;

  @Field(() => [String])
  fields!: string[];
}

/** Writes down a look, in the transaction of the look itself. Only somebody signed in can look. */
export async function logAccess({ em, actor, now }: Context, look: Look): Promise<void> {
  const { streetId, accountId, role } = actor!;
  if (!accountId)
    throw new Error(
      `'${look.operation}' opens personal data: it needs a person who answers for it`,
    );
  await em.execute(
    `insert into access_log (street_id, at, account_id, role, purpose, operation, subject_id, fields)
     select ?, ?, ?, ?, ?, ?, ?, array(select jsonb_array_elements_text(?::jsonb))`,
    [
      streetId,
      now.toISOString(),
      accountId,
      role,
      look.purpose,
      look.operation,
      look.subjectId,
      JSON.stringify(look.fields),
    ],
  );
}

interface Row {
  id: string;
  at_ms: number;
  account_id: string;
  role: Role;
  purpose: string;
  operation: string;
  fields: string[];
  name_sealed: Buffer;
}

/** The looks at one person, latest first. */
export async function listAccess(
  { em, keys }: Context,
  subjectId: string,
  first: number,
): Promise<AccessLogEntry[]> {
  const rows = await em.execute<Row[]>(
    `select l.id::text, (extract(epoch from l.at) * 1000)::float8 as at_ms, l.account_id, l.role, l.purpose, l.operation, l.fields, a.name_sealed
     from access_log l join account a on a.street_id = l.street_id and a.id = l.account_id
     where l.subject_id = ? order by l.at desc, l.id desc limit ?`,
    [subjectId, first],
  );
  return rows.map(({ at_ms, account_id, name_sealed, ...row }) => ({
    ...row,
    at: new Date(at_ms),
    accountId: account_id,
    accountName: nameOf(keys, { id: account_id, nameSealed: name_sealed }),
  }));
}
