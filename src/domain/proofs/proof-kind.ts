import { registerEnumType } from 'type-graphql';

/** 签收方式: what may show that something was delivered. */
export enum ProofKind {
  /** Four digits that only the resident knows. */
  CODE = 'CODE',
  PHOTO = 'PHOTO',
  SIGNATURE = 'SIGNATURE',
  /** The code printed on the goods. */
  SCAN = 'SCAN',
  /** Being near the door. */
  PLACE = 'PLACE',
}
registerEnumType(ProofKind, { name: 'ProofKind' });
