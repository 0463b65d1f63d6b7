import { BlobType, type Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Relation } from '../../platform/graphql/relation.ts';
import { Organization } from '../organizations/organization.ts';
import { Community } from '../territory/community.ts';
import { ChannelKind, Language } from './states.ts';

/** 联络群: a group, bot or webhook by which the street, a community or a member organization is told things. */
@ObjectType()
@Entity()
export class Channel {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = crypto.randomUUID();

  @Property({ type: 'uuid' })
  streetId!: string;

  @Field(() => ChannelKind)
  @Enum({ items: () => ChannelKind, type: 'text' })
  kind!: ChannelKind;

  @Field()
  @Property()
  name!: string;

  @Field(() => Language)
  @Enum({ items: () => Language, type: 'text' })
  language!: Language;

  @Relation(() => Community, { nullable: true })
  @ManyToOne(() => Community, { ref: true, nullable: true })
  community?: Ref<Community> | null;

  @Relation(() => Organization, { nullable: true })
  @ManyToOne(() => Organization, { ref: true, nullable: true })
  organization?: Ref<Organization> | null;

  @Field(() => [String])
  @Property({ type: 'string[]' })
  topics!: string[];

  /** All that is shown of the address. */
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  host?: string | null;

  @Property({ type: BlobType, nullable: true })
  urlSealed?: Buffer | null;

  @Property({ type: BlobType, nullable: true })
  secretSealed?: Buffer | null;

  @Field(() => Date)
  @Property({ type: 'timestamptz' })
  registeredAt!: Date;

  @Property({ type: 'uuid' })
  registeredBy!: string;

  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  retiredAt?: Date | null;

  /** Its gateway takes nothing before. */
  @Field(() => Date, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  blockedUntil?: Date | null;
}

/** Where the sealed texts of a channel stand. */
export const channelCell = (column: 'url' | 'secret', id: string) => ({
  table: 'channel',
  column,
  id,
});
