import { IsOptional, IsUUID, Length, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { OrganizationKind, Sector } from './organization.ts';

@InputType()
export class JoinOrganizationInput {
  @Field(() => OrganizationKind)
  kind!: OrganizationKind;

  @Field()
  @Length(1, 80)
  name!: string;

  @Field({ defaultValue: '' })
  @MaxLength(80)
  nameEn!: string;

  @Field(() => Sector, { nullable: true, description: 'Of a company or site.' })
  sector?: Sector;

  @Field(() => ID, {
    nullable: true,
    description: 'The company of a site, the office of a department.',
  })
  @IsOptional()
  @IsUUID()
  parentId?: string;

  @Field(() => ID, { nullable: true, description: 'Of the office that answers for a community.' })
  @IsOptional()
  @IsUUID()
  communityId?: string;
}
