import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PointType } from '../territory/point.ts';

/** What time was learned of: handing over at a door or at a pickup, how uncertain it is when goods are ready, or how much longer ways take than the straight line, or the roads, say. */
export enum LearnedWhat {
  DOOR = 'DOOR',
  PICKUP = 'PICKUP',
  READY = 'READY',
  DETOUR = 'DETOUR',
  PACE = 'PACE',
}
registerEnumType(LearnedWhat, { name: 'LearnedWhat' });

/** 经验用时: a number from finished work that planning reckons with. */
@ObjectType()
export class LearnedTime {
  @Field(() => LearnedWhat)
  what!: LearnedWhat;

  @Field(() => PointType, {
    nullable: true,
    description: '楼栋（约 45 米见方）的中心 The middle of a building of about 45 m.',
  })
  place!: PointType | null;

  @Field(() => String, { nullable: true, description: '服务类别 The kind of request.' })
  kind!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '时段起始（点） From this hour, for two hours.',
  })
  fromHour!: number | null;

  @Field(() => Int, { description: '依据的次数 Cases it was learned from.' })
  n!: number;

  @Field(() => Float, {
    description:
      '五次中四次够用的秒数；READY 为备货时间的标准差（秒）；DETOUR、PACE 为五次中四次够用的倍数：相对直线、相对路网 Seconds that are enough four times of five; of READY the standard deviation of seconds; of DETOUR and PACE the factor on a straight line, and on the roads, that is enough four times of five.',
  })
  value!: number;

  @Field(() => Date)
  learnedAt!: Date;
}
