import type { Opt, Ref } from '@mikro-orm/core';
import { BlobType } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';

/** What a company's token is good for. */
export enum TokenScope {
  RIDERS_READ = 'RIDERS_READ',
  TASKS_READ = 'TASKS_READ',
  SHIFTS_WRITE = 'SHIFTS_WRITE',
  STOPS_WRITE = 'STOPS_WRITE',
}
registerEnumType(TokenScope, { name: 'TokenScope' });

/** 企业令牌: how a company's own system comes in; only its digest is kept. */
@ObjectType()
@Entity()
export class PartnerToken {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Relation(() => Organization)
  @ManyToOne(() => Organization, { ref: true })
  organization!: Ref<Organization>;

  @Field(() => String)
  @Property({ type: 'text' })
  label: string & Opt = '';

  @Field(() => [TokenScope])
  @Property({ type: 'array' })
  scopes!: TokenScope[];

  @Property({ type: BlobType })
  digest!: Buffer;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  issuedAt!: Date;

  @Property({ type: 'uuid' })
  issuedBy!: string;

  @Field(() => Date)
  @Property({ type: 'datetime' })
  expiresAt!: Date;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  revokedAt?: Date | null;

  /** To the minute. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'datetime', nullable: true })
  lastUsedAt?: Date | null;

  /** The token this one takes the place of. */
  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  followsId?: string | null;
}

/** A token as it is shown, this once. */
@ObjectType()
export class IssuedToken {
  @Field({ description: 'Authorization: Bearer …; it cannot be shown again.' })
  token!: string;

  @Field(() => PartnerToken)
  partnerToken!: PartnerToken;
}
