import { IsOptional, IsUUID, Length, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PointInput } from '../territory/point.ts';
import { ContactRelation } from './contact.ts';

@InputType()
export class ContactInput {
  @Field(() => Int, { description: 'Who is called first has 1.' })
  @Min(1)
  @Max(20)
  callOrder!: number;

  @Field(() => ContactRelation)
  relation!: ContactRelation;

  @Field()
  @Length(1, 60)
  name!: string;

  @Field()
  @Length(3, 30)
  phone!: string;
}

@ArgsType()
export class OfResident {
  @Field(() => ID)
  @IsUUID('all')
  residentId!: string;
}

@ArgsType()
export class OneContact extends OfResident {
  @Field(() => Int)
  callOrder!: number;
}

@ArgsType()
export class IdentifyContacts extends OfResident {
  @Field({ description: 'What for, in words; it is kept with who looked and when.' })
  @Length(2, 200)
  purpose!: string;
}

@ArgsType()
export class ChangeName extends OfResident {
  @Field()
  @Length(1, 60)
  name!: string;
}

@ArgsType()
export class ChangePhone extends OfResident {
  @Field(() => String, { nullable: true, description: 'Nothing: no phone any more.' })
  @IsOptional()
  @Length(3, 30)
  phone?: string | null;
}

/** Where somebody lives now. */
@InputType()
export class MoveInput {
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
}
