import { BlobType, Collection, type Opt, type Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Community } from '../territory/community.ts';
import { Consent } from './consent.ts';
import { Home } from './home.ts';
import { Mandate } from './mandate.ts';

/** 关爱类别: why somebody is looked after. Kept only with consent to CARE. */
export enum CareCategory {
  LIVING_ALONE = 'LIVING_ALONE',
  FRAIL = 'FRAIL',
  CHILDLESS = 'CHILDLESS',
  PARTY_ELDER = 'PARTY_ELDER',
  DISABLED = 'DISABLED',
}
registerEnumType(CareCategory, { name: 'CareCategory' });

/** 居民: a person of the street who is served. Shown masked; the sealed texts are opened for a purpose, and it is logged. */
@ObjectType()
@Entity()
export class Resident {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @ManyToOne(() => Home, { ref: true })
  home!: Ref<Home>;

  @Relation(() => Community)
  @ManyToOne(() => Community, { ref: true })
  community!: Ref<Community>;

  /** The resident's own account, if they have one. */
  @Property({ type: 'uuid', nullable: true })
  accountId?: string | null;

  @Property({ type: BlobType })
  nameSealed!: Buffer;

  @Property({ type: BlobType, nullable: true })
  phoneSealed?: Buffer | null;

  @Property({ type: BlobType, nullable: true })
  phoneDigest?: Buffer | null;

  @Property({ type: BlobType })
  addressSealed!: Buffer;

  @Property({ type: BlobType, nullable: true })
  careNoteSealed?: Buffer | null;

  @Field(() => [CareCategory])
  @Property({ type: 'string[]' })
  categories: CareCategory[] & Opt = [];

  @Field(() => Date)
  @Property({ type: 'datetime' })
  registeredAt!: Date;

  @Relation(() => [Consent])
  @OneToMany(() => Consent, (consent) => consent.resident, { orderBy: { givenAt: 'asc' } })
  consents = new Collection<Consent>(this);

  @Relation(() => [Mandate])
  @OneToMany(() => Mandate, (mandate) => mandate.resident, { orderBy: { givenAt: 'asc' } })
  mandates = new Collection<Mandate>(this);
}
