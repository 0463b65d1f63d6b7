import { every } from '../../platform/jobs/timers.ts';
import { onAny } from '../events.ts';
import { courseEvents, keepCourse } from './course.ts';
import { countCoverage } from './tallying.ts';

export const reactions = [onAny(courseEvents, keepCourse)];

export const timers = [every('1 minute', 'count coverage', countCoverage)];
