import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';

/** DISPUTED: the rider contests some of the hours, and staff have not answered yet. */
export enum CertificateState {
  VALID = 'VALID',
  DISPUTED = 'DISPUTED',
  REVOKED = 'REVOKED',
}
registerEnumType(CertificateState, { name: 'CertificateState' });

/** 核验结果: what a certificate says, to whoever holds it. */
@ObjectType()
export class VerifiedCertificate {
  @Field()
  number!: string;

  @Field(() => CertificateState)
  state!: CertificateState;

  @Field()
  maskedName!: string;

  @Field()
  company!: string;

  /** The street office that issued it. */
  @Field()
  street!: string;

  @Field(() => Date)
  from!: Date;

  @Field(() => Date)
  until!: Date;

  @Field(() => Float)
  minutes!: number;

  @Field(() => Int)
  tasks!: number;

  @Field(() => Date)
  issuedAt!: Date;
}
