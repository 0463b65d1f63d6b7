import { every } from '../../platform/jobs/timers.ts';
import { on } from '../events.ts';
import { endAppointments, tellEnded, tellScope } from './ending.ts';

export const reactions = [
  on('check_in.left', endAppointments),
  on('rider.left', endAppointments),
  on('appointment.given', tellScope),
  on('appointment.revoked', tellScope),
  on('appointment.ended', tellScope),
];

export const timers = [every('1 minute', 'tell appointments that ended', tellEnded)];
