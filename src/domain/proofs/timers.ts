import { every } from '../../platform/jobs/timers.ts';
import { removePhotos } from './removing.ts';

export const timers = [every('10 minutes', 'remove photos', removePhotos)];
