import { every } from '../../platform/jobs/timers.ts';
import { on } from '../events.ts';
import { moveToGridsInForce } from './moving.ts';

export const reactions = [on('territory.changed', moveToGridsInForce)];

/** A version may come into force days after it was drawn. */
export const timers = [every('1 minute', 'move to the grids in force', moveToGridsInForce)];
