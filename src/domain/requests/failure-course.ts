import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Course, FailReason } from './states.ts';
import { actorOf } from './visible.ts';

/** 送达失败后的安排: what follows when a rider with the goods in hand cannot deliver for this reason. */
@ObjectType()
export class FailureCourse {
  @Field(() => FailReason)
  reason!: FailReason;

  @Field(() => Course)
  then!: Course;

  /** How long the same rider waits before the next attempt. */
  @Field(() => Int)
  afterMinutes!: number;
}

const { SAME_RIDER, ANOTHER_RIDER, BACKSTOP } = Course;

/** What a street office starts with. */
const usual: readonly FailureCourse[] = [
  { reason: FailReason.NOBODY_HOME, then: SAME_RIDER, afterMinutes: 15 },
  { reason: FailReason.WRONG_PLACE, then: SAME_RIDER, afterMinutes: 5 },
  { reason: FailReason.REFUSED_AT_DOOR, then: BACKSTOP, afterMinutes: 0 },
  { reason: FailReason.UNSAFE, then: BACKSTOP, afterMinutes: 0 },
  { reason: FailReason.GOODS_MISSING, then: ANOTHER_RIDER, afterMinutes: 0 },
  { reason: FailReason.BREAKDOWN, then: ANOTHER_RIDER, afterMinutes: 0 },
  { reason: FailReason.OTHER, then: ANOTHER_RIDER, afterMinutes: 0 },
];

/** Gives a new street office the usual courses; what is there already stays. */
export async function prepareCourses(ctx: Context): Promise<void> {
  for (const course of usual) await write(ctx, course, 'on conflict do nothing');
}

/** Sets what follows a failure for this reason, from the next failure on. */
export async function setFailureCourse(
  ctx: Context,
  course: FailureCourse,
): Promise<FailureCourse> {
  await write(
    ctx,
    course,
    `on conflict (street_id, reason) do update set then_do = excluded.then_do,
       after_minutes = excluded.after_minutes, version = failure_course.version + 1`,
  );
  return course;
}

const SELECT =
  'select reason, then_do as "then", after_minutes as "afterMinutes" from failure_course';

export const listFailureCourses = ({ em }: Context): Promise<FailureCourse[]> =>
  em.execute<FailureCourse[]>(`${SELECT} order by reason`);

export async function courseOf({ em }: Context, reason: FailReason): Promise<FailureCourse> {
  const [known] = await em.execute<FailureCourse[]>(`${SELECT} where reason = ?`, [reason]);
  return known ?? { reason, then: ANOTHER_RIDER, afterMinutes: 0 };
}

const write = (ctx: Context, course: FailureCourse, otherwise: string) =>
  ctx.em.execute(
    `insert into failure_course (street_id, reason, then_do, after_minutes) values (?, ?, ?, ?) ${otherwise}`,
    [actorOf(ctx).streetId, course.reason, course.then, course.afterMinutes],
  );
