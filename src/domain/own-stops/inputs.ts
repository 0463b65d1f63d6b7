import {
  ArrayMaxSize,
  ArrayMinSize,
  IsDate,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, InputType, Int, registerEnumType } from 'type-graphql';
import { PointInput } from '../territory/point.ts';
import { OwnStopState } from './own-stop.ts';
import { MOST_AT_ONCE } from './rules.ts';

/** How a stop of one's own ended. */
export enum OwnStopEnd {
  DELIVERED = OwnStopState.DELIVERED,
  REMOVED = OwnStopState.REMOVED,
}
registerEnumType(OwnStopEnd, { name: 'OwnStopEnd' });

@InputType()
export class OwnStopInput {
  @Field({
    description: 'Your own name for the stop, the same each time; nothing of the recipient.',
  })
  @Length(1, 80)
  key!: string;

  @Field(() => PointInput)
  at!: PointInput;

  @Field(() => Int, { description: 'The place of the stop in the round: lower ones come first.' })
  @Min(0)
  @Max(100_000)
  nth!: number;

  @Field(() => Date, { description: 'Not before.' })
  @IsDate()
  from!: Date;

  @Field(() => Date, { description: 'Promised until; today.' })
  @IsDate()
  due!: Date;

  @Field(() => Int, { defaultValue: 2, description: 'Minutes at the door.' })
  @Min(0)
  @Max(60)
  minutes!: number;
}

@ArgsType()
export class ShareOwnStops {
  @Field(() => [OwnStopInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @ValidateNested({ each: true })
  stops!: OwnStopInput[];
}

@ArgsType()
export class EndOwnStops {
  @Field(() => [String], { description: 'The keys they were shared by.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @Length(1, 80, { each: true })
  keys!: string[];

  @Field(() => OwnStopEnd)
  how!: OwnStopEnd;
}
