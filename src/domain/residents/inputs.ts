import {
  ArrayMaxSize,
  ArrayUnique,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { LOGIN } from '../access/inputs.ts';
import { PointInput } from '../territory/point.ts';
import { ConsentGiver, ConsentPurpose } from './consent.ts';
import { CareCategory } from './resident.ts';

@ArgsType()
export class OneResident {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

@ArgsType()
export class IdentifyResident extends OneResident {
  @Field({ description: 'What for, in words; it is kept with who looked and when.' })
  @Length(2, 200)
  purpose!: string;
}

@ArgsType()
export class ResidentPage {
  @Field(() => Int, { defaultValue: 50 })
  first!: number;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(100)
  after?: string;

  @Field(() => String, {
    nullable: true,
    description: 'A whole phone number, or part of the name of a place.',
  })
  @IsOptional()
  @MaxLength(60)
  search?: string;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  communityId?: string;
}

@InputType()
export class ConsentInput {
  @Field(() => ConsentPurpose)
  purpose!: ConsentPurpose;

  @Field(() => ConsentGiver, {
    description: 'As staff know it; residents and family speak as such.',
  })
  givenBy!: ConsentGiver;
}

@InputType()
export class CareInput {
  @Field(() => [CareCategory], { defaultValue: [] })
  @ArrayUnique()
  categories!: CareCategory[];

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 500)
  careNote?: string;
}

@InputType()
export class RegisterResidentInput extends CareInput {
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
  @Matches(LOGIN)
  login?: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(10, 128)
  password?: string;
}

@InputType()
export class MandateInput extends InviteInput {
  @Field({ description: 'What the person is to the resident: 女儿, 侄子, …' })
  @Length(1, 20)
  relation!: string;
}

@ArgsType()
export class OneMandate {
  @Field(() => ID)
  @IsUUID('all')
  residentId!: string;

  @Field(() => ID, { description: 'Of the family member.' })
  @IsUUID('all')
  accountId!: string;
}
