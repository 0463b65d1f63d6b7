import { ArrayMaxSize, IsUUID, Length, MaxLength } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PointInput } from '../territory/point.ts';

@InputType()
export class OpenStationInput {
  @Field()
  @Length(1, 20)
  code!: string;

  @Field()
  @Length(1, 60)
  name!: string;

  @Field({ defaultValue: '' })
  @MaxLength(60)
  nameEn!: string;

  @Field(() => PointInput)
  point!: PointInput;

  @Field(() => [String], { defaultValue: [] })
  @ArrayMaxSize(20)
  @Length(1, 20, { each: true })
  amenities!: string[];
}

@ArgsType()
export class OneStation {
  @Field(() => ID)
  @IsUUID('all')
  id!: string;
}
