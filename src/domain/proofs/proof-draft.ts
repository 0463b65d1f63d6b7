import { ArrayMaxSize, IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { PointInput } from '../territory/point.ts';

/** What a rider shows at the door; photos are uploaded before. */
@InputType()
export class ProofInput {
  /** The four digits the resident says. */
  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/^\d{4}$/)
  code?: string | null;

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(5)
  @Length(1, 64, { each: true })
  photoIds?: string[] | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @Length(1, 64)
  signatureId?: string | null;

  /** The text of the code printed on the goods. */
  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(100)
  scan?: string | null;

  /** Where the rider is. */
  @Field(() => PointInput, { nullable: true })
  at?: PointInput | null;
}
