import { ArrayMaxSize, ArrayUnique, IsOptional, Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { PointInput } from '../territory/point.ts';
import { ConsentGiver, ConsentPurpose } from './consent.ts';
import { CareCategory } from './resident.ts';

@InputType()
export class ConsentInput {
  @Field(() => ConsentPurpose)
  purpose!: ConsentPurpose;

  @Field(() => ConsentGiver)
  givenBy!: ConsentGiver;
}

@InputType()
export class RegisterResidentInput {
  @Field()
  @Length(1, 60)
  name!: string;

  @Field()
  @Length(1, 200)
  address!: string;

  @Field(() => PointInput)
  point!: PointInput;

  @Field({
    defaultValue: '',
    description: 'The name people know the place by, without number or door.',
  })
  @Length(0, 60)
  place!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(5, 30)
  phone?: string;

  @Field(() => [CareCategory], { defaultValue: [] })
  @ArrayUnique()
  categories!: CareCategory[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 500)
  careNote?: string;

  @Field(() => [ConsentInput])
  @ArrayMaxSize(3)
  @ArrayUnique(({ purpose }: ConsentInput) => purpose)
  consents!: ConsentInput[];
}

/** How a resident or a family member will sign in: a code to the phone, or login and password. */
@InputType()
export class InviteInput {
  @Field()
  @Length(1, 60)
  name!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(5, 30)
  phone?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(3, 60)
  login?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(8, 128)
  password?: string;
}

@InputType()
export class MandateInput extends InviteInput {
  @Field({ description: 'What the person is to the resident: 女儿, 侄子, …' })
  @Length(1, 20)
  relation!: string;
}
