import {
  closeCanteen,
  lostNetwork,
  moveCanteen,
  nobodyFound,
  shutDoor,
  sickRider,
  unfound,
} from './week-incidents.ts';
import { liveNoon, openPlans } from './week-days.ts';
import { doubled, elderDays, tableOf, unowned, wrongHours, type ElderDay } from './week-figures.ts';
import { dayOf, openWeekTown, type WeekTown } from './week-town.ts';

/** The whole street office is lived through when its figures are asked for; otherwise a third of it. */
const size = process.env.SHOW_WEEK ? { elders: 178, riders: 30 } : { elders: 60, riders: 14 };

let town: WeekTown;
afterEach(() => town.close());

test(`in a week of ${size.elders} elders (178 with SHOW_WEEK=1), with a holiday, a sick rider, a closed canteen and a lost network, no elder is without a meal or somebody who answers for it`, async () => {
  town = await openWeekTown(size);
  const [first, second] = await openPlans(town);
  await live(town, [first!, second!]);

  const days = await elderDays(town);
  if (process.env.SHOW_WEEK) console.table(await tableOf(town, days));
  expectMeals(days);
  expect(await unowned(town)).toEqual([]);
  expect(await doubled(town)).toEqual([]);
  expect(await wrongHours(town)).toEqual([]);
  expect(await town.rows('select * from reaction_failure')).toEqual([]);
  expect(await town.rows('select badge, load from rider where load <> 0')).toEqual([]);
  expect(await town.rows('select id from assignment where live')).toEqual([]);
  expect(await town.rows(`select id from offer where state = 'PENDING'`)).toEqual([]);
  expect(await town.rows('select id from care_alert where resolved_at is null')).toEqual([]);
  expect(await openOnes(town)).toEqual([]);
  await expectCounts(town);
}, 600_000);

/** Each elder each day: a meal, or a reason not to have one, or somebody who answers for it. */
function expectMeals(days: readonly ElderDay[]): void {
  expect(days).toHaveLength(size.elders * 7);
  expect(days.filter(({ requests }) => requests > 1)).toEqual([]);
  expect(
    days.filter(({ inTime, reason, answeredFor }) => !inTime && !reason && !answeredFor),
  ).toEqual([]);
  expect(days.filter(({ meals, reason }) => meals > (reason ? 0 : 1))).toEqual([]);
  const without = days.filter(({ meals, reason }) => meals === 0 && !reason);
  expect(without.map(({ residentId, day }) => [residentId, day])).toEqual([
    [town.elders[unfound], dayOf(5)],
  ]);
  const on = (day: number) => days.filter((one) => one.day === dayOf(day));
  expect(on(5).filter(({ reason }) => reason === 'HOLIDAY')).toHaveLength(size.elders / 2);
  expect(days.filter(({ reason }) => reason === 'PAUSE')).toHaveLength(3);
  for (const day of [0, 2, 3, 6])
    expect(on(day).filter(({ inTime, reason }) => !inTime && !reason)).toEqual([]);
  expect(on(4).some(({ byCommunity }) => byCommunity)).toBe(true);
}

/** Monday to Sunday. */
async function live(week: WeekTown, plans: readonly [string, string]): Promise<void> {
  for (let day = 0; day < 7; day++) {
    if (day > 0) await morning(week, day, plans);
    if (day === 1) await shutDoor(week);
    else if (day === 2) await sickRider(week);
    else if (day === 4) await lostNetwork(week);
    else if (day === 5) await nobodyFound(week);
    else await liveNoon(week, day);
    if (process.env.SHOW_WEEK)
      process.stderr.write(`${dayOf(day)} ${Math.round(performance.now() / 1000)} s\n`);
    await week.goTo(day, '18:00');
    await week.goTo(day, '23:00');
  }
}

async function morning(week: WeekTown, day: number, plans: readonly [string, string]) {
  if (day === 3) await closeCanteen(week);
  await week.goTo(day, '05:40');
  if (day === 3) await moveCanteen(week, plans);
  const holidays = [{ on: dayOf(5), name: '街道公休日', nameEn: 'Street holiday' }];
  if (day === 2)
    await week.staff(
      `mutation ($holidays: [HolidayInput!]!) { setHolidays(holidays: $holidays) { on } }`,
      { holidays },
    );
  if (day === 1) {
    const input = {
      residentId: week.elders[3],
      reason: 'HOSPITAL',
      from: dayOf(1),
      until: dayOf(2),
    };
    await week.staff(`mutation ($input: PauseInput!) { pauseResident(input: $input) { id } }`, {
      input,
    });
  }
}

/** What is neither done nor given up. */
const openOnes = ({ rows }: WeekTown) =>
  rows(
    `select code, state from service_request where state not in ('FULFILLED','CONFIRMED','CANCELLED','UNSERVED')`,
  );

async function expectCounts({ rows }: WeekTown): Promise<void> {
  const [presence] = await rows(
    'select count(distinct grid_id)::int as grids, max(riders) > 0 as seen from presence_count',
  );
  expect(presence).toEqual({ grids: 10, seen: true });
  const [coverage] = await rows(
    'select count(distinct grid_id)::int as grids, count(distinct hour::date)::int as days from coverage_hour',
  );
  expect(coverage).toEqual({ grids: 10, days: 7 });
}
