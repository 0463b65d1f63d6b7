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
  course!: Course;

  /** How long the same rider waits before the next attempt. */
  @Field(() => Int)
  afterMinutes!: number;
}

const { SAME_RIDER, ANOTHER_RIDER, BACKSTOP } = Course;

/** What a street office starts with. */
const usual: readonly FailureCourse[] = [
  { reason: FailReason.NOBODY_HOME, course: SAME_RIDER, afterMinutes: 15 },
  { reason: FailReason.WRONG_PLACE, course: SAME_RIDER, afterMinutes: 5 },
  { reason: FailReason.REFUSED_AT_DOOR, course: BACKSTOP, afterMinutes: 0 },
  { reason: FailReason.UNSAFE, course: BACKSTOP, afterMinutes: 0 },
  { reason: FailReason.GOODS_MISSING, course: ANOTHER_RIDER, afterMinutes: 0 },
  { reason: FailReason.BREAKDOWN, course: ANOTHER_RIDER, afterMinutes: 0 },
  { reason: FailReason.OTHER, course: ANOTHER_RIDER, afterMinutes: 0 },
];

/** Sets what follows a failure for this reason, from the next failure on. */
export async function setFailureCourse(
  ctx: Context,
  course: FailureCourse,
): Promise<FailureCourse> {
  await ctx.em.execute(
    `insert into failure_course (street_id, reason, then_do, after_minutes) values (?, ?, ?, ?)
     on conflict (street_id, reason) do update set then_do = excluded.then_do,
       after_minutes = excluded.after_minutes, version = failure_course.version + 1`,
    [actorOf(ctx).streetId, course.reason, course.course, course.afterMinutes],
  );
  return course;
}

const SELECT =
  'select reason, then_do as course, after_minutes as "afterMinutes" from failure_course';

/** A street office that set nothing follows the usual courses. */
export async function listFailureCourses({ em }: Context): Promise<FailureCourse[]> {
  const own = await em.execute<FailureCourse[]>(SELECT);
  return usual.map((course) => own.find(({ reason }) => reason === course.reason) ?? course);
}

export async function courseOf(ctx: Context, reason: FailReason): Promise<FailureCourse> {
  const courses = await listFailureCourses(ctx);
  return courses.find((course) => course.reason === reason)!;
}
