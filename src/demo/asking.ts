import { AlertResult } from '../domain/care/states.ts';
import { resolveAlert } from '../domain/care/alerting.ts';
import { confirmRequest } from '../domain/requests/delivering.ts';
import { openRequest } from '../domain/requests/opening.ts';
import type { Platform } from '../platform/context.ts';
import { acting } from './acting.ts';
import type { Chance } from './chance.ts';
import type { Town } from './town.ts';

const KINDS = [
  ['MEAL', 4],
  ['ERRAND', 4],
  ['SUPPLIES', 3],
  ['STUDY_PACKAGE', 2],
  ['WARM_BOX', 2],
  ['VISIT', 2],
] as const;
const WITHOUT_PICKUP = new Set<string>(['ERRAND', 'VISIT']);
const NOTES = [
  '麻烦敲门轻一点。',
  '放门口的小桌上就好。',
  '请顺便看看老人精神怎么样。',
  '门禁请按 101。',
];

/** Somebody in town needs something: the dispatcher takes the call. */
export async function askForSomething(
  platform: Platform,
  town: Town,
  chance: Chance,
): Promise<void> {
  const kind = chance.weighed(KINDS);
  const residentId = chance.pick(town.residentIds);
  await acting(platform, town.dispatcher, (ctx) =>
    openRequest(ctx, {
      kind,
      residentId,
      ...(!WITHOUT_PICKUP.has(kind) && { pickupStationId: chance.pick(town.stationIds) }),
      ...(chance.happens(0.3) && { note: chance.pick(NOTES) }),
    }),
  );
}

/** The dispatcher rings up: has it come? */
export const askWhetherItCame = (platform: Platform, town: Town, requestId: string) =>
  acting(platform, town.dispatcher, (ctx) => confirmRequest(ctx, requestId));

/** Somebody of the office has looked after the person. */
export const lookAfter = (platform: Platform, town: Town, alertId: string) =>
  acting(platform, town.dispatcher, (ctx) =>
    resolveAlert(ctx, alertId, { result: AlertResult.HELP_ARRANGED }),
  );
