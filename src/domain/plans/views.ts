import { Field, ID, Int, ObjectType } from 'type-graphql';

/** 节假日: a day of the street on which plans may serve otherwise. */
@ObjectType()
export class Holiday {
  @Field()
  on!: string;

  @Field()
  name!: string;

  @Field()
  nameEn!: string;
}

/** How far the part of a batch in one grid has come; the requests in the order a rider would take them. */
@ObjectType()
export class GridProgress {
  @Field(() => ID)
  gridId!: string;

  @Field()
  code!: string;

  @Field()
  name!: string;

  @Field(() => Int)
  total!: number;

  @Field(() => Int)
  fulfilled!: number;

  @Field(() => Int)
  open!: number;

  @Field(() => Int)
  failed!: number;

  @Field(() => [ID])
  requestIds!: string[];
}

/** Somebody for whom nothing could be opened, and why. */
@ObjectType()
export class Refused {
  @Field(() => ID)
  residentId!: string;

  @Field({ description: 'Code of the refusal.' })
  why!: string;
}

/** 批量发放: one thing for many; received is what the requests say. */
@ObjectType()
export class Batch {
  @Field(() => ID)
  id!: string;

  @Field()
  name!: string;

  @Field()
  kind!: string;

  @Field(() => Date)
  openedAt!: Date;

  /** Everybody it was meant for, those refused included. */
  @Field(() => Int)
  total!: number;

  @Field(() => Int)
  fulfilled!: number;

  @Field(() => Int)
  open!: number;

  /** Ended without being received, or never opened. */
  @Field(() => Int)
  failed!: number;

  @Field(() => [GridProgress])
  byGrid!: GridProgress[];

  @Field(() => [Refused])
  refused!: Refused[];
}
