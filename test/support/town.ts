import * as fc from 'fast-check';
import type { Grid, Rider, Snapshot, Stop, Task } from '../../src/dispatch/model.ts';
import { makeRider } from '../../src/dispatch/rider.ts';
import { makeSnapshot } from '../../src/dispatch/snapshot.ts';
import { makeTask } from '../../src/dispatch/task.ts';
import { place } from './arbitraries.ts';

/** Noon in Nanjing on the first of March. */
export const NOON = Date.UTC(2026, 2, 1, 4);
const MINUTE = 60_000;

/** Nine grids, three by three; those side by side border each other. */
export const grids: readonly Grid[] = Array.from({ length: 9 }, (_, index) => {
  const [row, column] = [Math.floor(index / 3), index % 3];
  const beside = [
    [row - 1, column],
    [row + 1, column],
    [row, column - 1],
    [row, column + 1],
  ].filter((at) => at.every((n) => n >= 0 && n < 3));
  return { id: `g${index}`, neighbours: beside.map(([r, c]) => `g${r! * 3 + c!}`) };
});

const grid = fc.constantFrom(...grids.map(({ id }) => id));
const ago = (minutes: number) =>
  fc.integer({ min: 0, max: minutes * 60 }).map((seconds) => NOON - seconds * 1000);
const around = (from: number, to: number) =>
  fc.integer({ min: from * 60, max: to * 60 }).map((seconds) => NOON + seconds * 1000);
const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, fc.constantFrom(...others));
/** Usually nobody and nothing. */
const seldom = <T>(list: fc.Arbitrary<T[]>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant<T[]>([]) }, list);
const seconds = fc.integer({ min: 0, max: 300 });
const visit = fc.record({ at: place, approachSeconds: seconds, serviceSeconds: seconds });
const everySkill = ['FIRST_AID', 'LIFTING', 'REPAIR'];
const skills = fc.oneof(fc.constant(everySkill), fc.subarray(everySkill));
const riderIds = seldom(fc.subarray(['rider-0', 'rider-1', 'rider-2', 'rider-3']));

/** Stops already promised: own parcels, things on board, things still to be picked up. */
const promised = (rider: string) =>
  fc
    .array(
      fc.record({
        what: fc.constantFrom('OWN', 'ON_BOARD', 'TO_FETCH'),
        from: visit,
        to: visit,
        notBefore: around(-30, 20),
        minutes: fc.integer({ min: 1, max: 60 }),
      }),
      { maxLength: 2 },
    )
    .map((errands) =>
      errands.flatMap(({ what, from, to, notBefore, minutes }, index): Stop[] => {
        const times = { notBefore, dueAt: notBefore + minutes * MINUTE };
        const id = `${rider}-errand-${index}`;
        if (what === 'OWN') return [{ ...to, ...times, id, kind: 'OWN', loadChange: 0 }];
        const drop: Stop = {
          ...to,
          ...times,
          id: `${id}/dropoff`,
          kind: 'DROPOFF',
          taskId: id,
          loadChange: -1,
        };
        if (what === 'ON_BOARD') return [drop];
        return [
          { ...from, ...times, id: `${id}/pickup`, kind: 'PICKUP', taskId: id, loadChange: 1 },
          drop,
        ];
      }),
    );

/** What is on board at the start, and the room the route needs. */
function loadsOf(route: readonly Stop[]) {
  const fetched = new Set(
    route.filter(({ kind }) => kind === 'PICKUP').map(({ taskId }) => taskId),
  );
  const load = route.filter(
    ({ kind, taskId }) => kind === 'DROPOFF' && !fetched.has(taskId),
  ).length;
  return { load, room: load + fetched.size };
}

export const rider = (number: number): fc.Arbitrary<Rider> =>
  fc
    .record({
      at: place,
      positionAt: fc.oneof({ weight: 9, arbitrary: ago(2) }, ago(5)),
      speedMps: fc.integer({ min: 2, max: 9 }),
      spare: fc.nat(3),
      skills,
      trustLevel: mostly(2, 0, 1, 3),
      duty: mostly<Rider['duty']>('ON', 'BREAK', 'OFF'),
      dutyEndsAt: fc.option(around(5, 90), { nil: undefined, freq: 1 }),
      workingSince: fc.option(ago(260), { nil: undefined }),
      workedTodayMs: mostly(0, 11 * 60 * MINUTE - 1, 11 * 60 * MINUTE),
      daysInARow: mostly(0, 5, 6),
      availableAt: around(-5, 5),
      route: promised(`rider-${number}`),
      frozen: fc.nat(2),
      gridIds: fc.uniqueArray(grid, { maxLength: 2 }),
      declinedTaskIds: seldom(fc.subarray(['task-0', 'task-1'])),
      pending: mostly(false, true),
      offersToday: mostly(3, 30, 40),
      creditedMinutes: fc.nat(120),
      availableMinutes: fc.nat(600),
      declineProbability: fc.constantFrom(0, 0.2, 0.5),
    })
    .map(({ spare, frozen, pending, dutyEndsAt, workingSince, ...rest }) => {
      const { load, room } = loadsOf(rest.route);
      return makeRider({
        ...rest,
        id: `rider-${number}`,
        load,
        capacity: room + spare,
        frozenStops: Math.min(frozen, rest.route.length),
        ...(dutyEndsAt !== undefined && { dutyEndsAt }),
        ...(workingSince !== undefined && { workingSince }),
        ...(pending && { pendingTaskId: number % 2 ? 'elsewhere' : 'task-0' }),
      });
    });

export const task = (number: number): fc.Arbitrary<Task> =>
  fc
    .record({
      pickup: fc.option(visit, { nil: undefined }),
      dropoff: visit,
      gridId: grid,
      openedAt: ago(10),
      readyAt: fc.oneof({ weight: 5, arbitrary: around(-20, 15) }, around(-20, 40)),
      readySpreadMs: mostly(0, 3 * MINUTE, 8 * MINUTE),
      lead: fc.nat(15),
      window: fc.integer({ min: 1, max: 60 }),
      slack: fc.option(fc.nat(30), { nil: undefined, freq: 2 }),
      load: fc.nat(2),
      needs: mostly<string[]>([], ['FIRST_AID'], ['LIFTING', 'REPAIR']),
      minTrust: mostly(0, 1, 2, 3),
      tier: fc.nat(3),
      waveSize: fc.constantFrom(1, 1, 2, 3, 5),
      pinnedRiderId: mostly<string | undefined>(undefined, undefined, 'rider-0', 'rider-1'),
      bannedRiderIds: riderIds,
      regularRiderIds: riderIds,
    })
    .map(({ pickup, pinnedRiderId, lead, window, slack, ...rest }) => {
      const windowStart = rest.readyAt + lead * MINUTE;
      const dueAt = windowStart + window * MINUTE;
      return makeTask({
        ...rest,
        id: `task-${number}`,
        windowStart,
        dueAt,
        ...(pickup && { pickup }),
        ...(slack !== undefined && { latestAt: dueAt + slack * MINUTE }),
        ...(pinnedRiderId && { pinnedRiderId }),
      });
    });

const some = <T>(one: (number: number) => fc.Arbitrary<T>, max: number): fc.Arbitrary<T[]> =>
  fc.nat(max).chain((size) => fc.tuple(...Array.from({ length: size }, (_, n) => one(n))));

/** A small town at noon: up to `max` riders and `max` tasks, with or without known grids. */
export const townOf = (max: number): fc.Arbitrary<Snapshot> =>
  fc
    .record({
      now: fc.constant(NOON),
      riders: some(rider, max),
      tasks: some(task, max),
      grids: mostly<readonly Grid[]>(grids, []),
    })
    .map(makeSnapshot);

export const town = townOf(9);
