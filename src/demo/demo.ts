import type { Config } from '../platform/config.ts';
import type { Platform } from '../platform/context.ts';
import type { Log } from '../platform/log.ts';
import { getPositionPolicy, setPositionPolicy } from '../domain/positions/deciding.ts';
import { positionPolicy } from '../domain/positions/policy.ts';
import { acting } from './acting.ts';
import { buildStreet } from './building.ts';
import { careForElders } from './caring.ts';
import { Chance } from './chance.ts';
import { startDay } from './day.ts';
import { buildSmallStreet, drillGround, neighbour } from './neighbour.ts';
import { bringPeople } from './peopling.ts';
import { readTown, type Town } from './town.ts';
import { planToday, takeRidersIn } from './working.ts';

interface DemoParts {
  readonly config: Config;
  readonly log: Log;
  readonly tell: (step: string) => void;
}

/** Sets the demo street offices up if they are not there, and lets the day of the first go on. */
export async function startDemo(
  platform: Platform,
  { config, log, tell }: DemoParts,
): Promise<{ stop(): Promise<void> }> {
  tell('准备演示街道：12 个社区、70 个网格、84 名骑手、178 位老人 / setting up the demo street');
  const street = await buildStreet(platform, bringPeople);
  await buildSmallStreet(platform, neighbour);
  await buildSmallStreet(platform, drillGround);
  const town = await readTown(platform, street);
  await believeSpeed(platform, town, config.demoSpeed);
  await takeRidersIn(platform, town);
  await careForElders(platform, town);
  await planToday(platform, town);
  tell('演示的一天开始了 / the demo day begins');
  const chance = new Chance(platform.clock.now().getTime() | 0);
  return startDay(platform, town, { chance, log, speed: config.demoSpeed });
}

/** In a day that runs faster than the clock riders move faster too, and are to be believed. */
async function believeSpeed(platform: Platform, { street }: Town, speed: number): Promise<void> {
  const maxSpeedMps = positionPolicy.maxSpeedMps * speed;
  await acting(platform, street, async (ctx) => {
    if ((await getPositionPolicy(ctx)).maxSpeedMps < maxSpeedMps)
      await setPositionPolicy(ctx, { maxSpeedMps });
  });
}
