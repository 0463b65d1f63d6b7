import { ArrayMaxSize, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { Role } from './account.ts';

const STREET_CODE = /^\d{9}$/;
export const LOGIN = /^[a-z0-9][a-z0-9._@-]{2,59}$/;

@ArgsType()
export class SignIn {
  @Field()
  @Length(1, 100)
  login!: string;

  @Field()
  @Length(1, 128)
  password!: string;
}

@ArgsType()
export class RequestCode {
  @Field({ description: 'The nine-digit code of the street office.' })
  @Matches(STREET_CODE)
  street!: string;

  @Field()
  @Length(5, 30)
  phone!: string;
}

@ArgsType()
export class SignInWithCode extends RequestCode {
  @Field()
  @Matches(/^\d{6}$/)
  code!: string;

  @Field(() => Role, { nullable: true })
  role?: Role;
}

@ArgsType()
export class Refresh {
  @Field()
  @Length(43, 43)
  refreshToken!: string;
}

@ArgsType()
export class OneAccount {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}

@ArgsType()
export class ChangeAccountScope extends OneAccount {
  @Field(() => [ID])
  @ArrayMaxSize(100)
  @IsUUID('all', { each: true })
  communityIds!: string[];
}

@ArgsType()
export class ReadAccessLog {
  /** The person looked at: a resident or rider. */
  @Field(() => ID)
  @IsUUID('all')
  subjectId!: string;

  @Field(() => Int)
  @Min(1)
  @Max(200)
  first: number = 50;
}

@InputType()
export class CreateAccountInput {
  @Field(() => Role)
  role!: Role;

  @Field()
  @Length(1, 60)
  name!: string;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(LOGIN)
  login?: string | null;

  /** At least ten characters (ASVS 5.0, 6.2.1: eight). */
  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(10, 128)
  password?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(5, 30)
  phone?: string | null;

  @Field(() => [ID], { nullable: true })
  @IsOptional()
  @ArrayMaxSize(100)
  @IsUUID('all', { each: true })
  communityIds?: string[] | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @IsUUID('all')
  organizationId?: string | null;
}
