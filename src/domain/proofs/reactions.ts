import { on } from '../events.ts';
import { tellCode } from './telling-code.ts';

export const reactions = [on('request.assigned', tellCode)];
