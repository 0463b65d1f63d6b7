import type { Opt } from '@mikro-orm/core';
import { ArrayType, BlobType } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Keys } from '../../platform/crypto/keys.ts';
import { open } from '../../platform/crypto/seal.ts';

/** As whom a person takes part. */
export const Role = {
  STREET_STAFF: 'STREET_STAFF',
  COMMUNITY_STAFF: 'COMMUNITY_STAFF',
  RIDER: 'RIDER',
  RESIDENT: 'RESIDENT',
  FAMILY: 'FAMILY',
  PARTNER: 'PARTNER',
  ANALYST: 'ANALYST',
} as const;
export type Role = keyof typeof Role;
registerEnumType(Role, { name: 'Role' });

/** 账号: one person in one role at one street office. Who has two roles has two accounts. */
@ObjectType()
@Entity()
export class Account {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  @Field(() => Role)
  @Property({ type: 'text' })
  role!: Role;

  @Property({ type: BlobType })
  nameSealed!: Buffer;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  login?: string | null;

  /** Read at the door only. */
  @Property({ type: 'text', nullable: true, lazy: true })
  passwordHash?: string | null;

  @Property({ type: BlobType, nullable: true })
  phoneSealed?: Buffer | null;

  @Property({ type: BlobType, nullable: true })
  phoneDigest?: Buffer | null;

  @Field(() => [ID])
  @Property({ type: ArrayType, columnType: 'uuid[]' })
  communityIds: string[] & Opt = [];

  @Property({ type: 'uuid', nullable: true })
  organizationId?: string | null;

  @Property({ type: 'int' })
  scopeVersion: number & Opt = 1;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  disabledAt?: Date | null;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  createdAt!: Date;
}

/** Where the sealed texts of an account stand. */
export const accountCell = (column: 'name' | 'phone', id: string) => ({
  table: 'account',
  column,
  id,
});

export const nameOf = (
  keys: Keys,
  { id, nameSealed }: Pick<Account, 'id' | 'nameSealed'>,
): string => open(keys, accountCell('name', id), nameSealed);
