import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { ProofKind } from '../proofs/proof-kind.ts';

/** 服务类别: what kind of help is asked for, and what it takes. Each street office keeps its own. */
@ObjectType()
@Entity()
export class RequestKind {
  @Property({ type: 'uuid' })
  streetId!: string;

  @Field()
  @PrimaryKey({ type: 'text' })
  code!: string;

  @Field()
  @Property({ type: 'text' })
  name!: string;

  @Field()
  @Property({ type: 'text' })
  nameEn!: string;

  @Field()
  @Property({ type: 'boolean' })
  needsPickup!: boolean;

  @Field(() => [String])
  @Property({ type: 'string[]' })
  skills!: string[];

  @Field(() => Int)
  @Property({ type: 'smallint' })
  minTrust!: number;

  /** How long the work at the door takes. */
  @Field(() => Int)
  @Property({ type: 'int' })
  serviceSeconds!: number;

  /** How long handing over takes where goods are fetched. */
  @Field(() => Int)
  @Property({ type: 'int' })
  pickupSeconds!: number;

  @Field(() => Int)
  @Property({ type: 'int' })
  load!: number;

  /** 0 can wait, 1 normal, 2 urgent, 3 a life. */
  @Field(() => Int)
  @Property({ type: 'smallint' })
  tier!: number;

  @Field(() => Int)
  @Property({ type: 'int' })
  windowMinutes!: number;

  /** How long a rider may think about an offer. */
  @Field(() => Int)
  @Property({ type: 'int' })
  offerSeconds!: number;

  /** How many riders are asked at once. */
  @Field(() => Int)
  @Property({ type: 'smallint' })
  waveSize!: number;

  /** After so many minutes without a rider the community itself takes over. */
  @Field(() => Int)
  @Property({ type: 'int' })
  backstopMinutes!: number;

  /** What has to show that it was delivered. */
  @Field(() => [ProofKind])
  @Property({ type: 'string[]' })
  proof!: ProofKind[];

  /** How near to the door a rider has to be when the place is the proof, in metres. */
  @Field(() => Int)
  @Property({ type: 'int' })
  placeWithinM!: number;

  /** How long a rider may take the last step back. */
  @Field(() => Int)
  @Property({ type: 'int' })
  undoMinutes!: number;

  /** How often a door is tried before the community takes over. */
  @Field(() => Int)
  @Property({ type: 'smallint' })
  maxAttempts!: number;

  @Property({ type: 'int' })
  version: number = 1;

  /** Whole minutes begun, as they follow from the seconds. */
  @Field(() => Int)
  get serviceMinutes(): number {
    return Math.ceil(this.serviceSeconds / 60);
  }
}
