import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** What a picture shows: the delivered goods, or a name written by hand. */
export enum PhotoKind {
  PHOTO = 'PHOTO',
  SIGNATURE = 'SIGNATURE',
}

/** 凭证照片: a picture a rider took; the file lies in the file store. Loose until it proves a delivery. */
@Entity()
export class Photo {
  @Property({ type: 'uuid' })
  streetId!: string;

  @PrimaryKey({ type: 'uuid' })
  id: string & Opt = crypto.randomUUID();

  /** Who took it. */
  @Property({ type: 'uuid' })
  accountId!: string;

  @Enum({ items: () => PhotoKind, type: 'text' })
  kind!: PhotoKind;

  /** The request whose delivery it proves. */
  @Property({ type: 'uuid', nullable: true })
  requestId?: string | null;

  /** Of the stored file: tells whether it was changed. */
  @Property({ type: 'blob' })
  sha256!: Buffer;

  @Property({ type: 'int' })
  bytes!: number;

  @Property({ type: 'int' })
  width!: number;

  @Property({ type: 'int' })
  height!: number;

  @Property({ type: 'timestamptz' })
  uploadedAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  attachedAt?: Date | null;

  /** When the file was removed; that there was one stays known. */
  @Property({ type: 'timestamptz', nullable: true })
  removedAt?: Date | null;
}

/** Where the file of a photo lies. */
export const fileOf = ({ streetId, id }: Pick<Photo, 'streetId' | 'id'>): string =>
  `${streetId}/photos/${id}.jpg`;
