import * as fc from 'fast-check';
import { soonestFirst, type Place } from '../../src/geo/soonest-first.ts';

const here = { at: [118.7, 32], now: 0, mps: 4 } as const;
const MINUTE = 60_000;
/** About 94 metres a thousandth of a degree: 24 seconds on the way. */
const place = (id: string, thousandths: number, more: Partial<Place> = {}): Place => ({
  id,
  at: [118.7 + thousandths / 1000, 32],
  ...more,
});
const ids = (stops: readonly Place[]) => stops.map(({ id }) => id);

test('the nearest of what is ready comes first, its drop-off when that is next', () => {
  const tasks = [
    [place('far', 20), place('far door', 21)],
    [place('near', 1), place('near door', 2)],
  ];
  expect(ids(soonestFirst(here, tasks))).toEqual(['near', 'near door', 'far', 'far door']);
});

test('nobody waits before a kitchen with a meal in the bag that could be brought meanwhile', () => {
  const tasks = [
    [place('kitchen', 1, { notBefore: 15 * MINUTE }), place('its door', 3)],
    [place('door', 9)],
  ];
  expect(ids(soonestFirst(here, tasks))).toEqual(['door', 'kitchen', 'its door']);
});

test('every stop is visited once, each task in its own order', () => {
  const stop = fc.record({ thousandths: fc.integer({ min: -50, max: 50 }), minute: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(fc.array(stop, { maxLength: 3 }), { maxLength: 6 }), (sketches) => {
      const tasks = sketches.map((stops, task) =>
        stops.map(({ thousandths, minute }, nth) =>
          place(`${task}/${nth}`, thousandths, { notBefore: minute * MINUTE }),
        ),
      );
      const route = ids(soonestFirst(here, tasks));
      expect(route.toSorted()).toEqual(tasks.flatMap(ids).toSorted());
      for (const [task, stops] of tasks.entries())
        expect(route.filter((id) => id.startsWith(`${task}/`))).toEqual(ids(stops));
    }),
  );
});

test('a way that was planned is kept, and what was not planned joins it where it can be begun soonest', () => {
  const [far, door, near, own] = [
    place('far', 20),
    place('door', 21),
    place('near', 1),
    place('own', 2),
  ];
  const orders = [[near], [far, door], [own]];
  expect(ids(soonestFirst(here, orders))).toEqual(['near', 'own', 'far', 'door']);
  expect(ids(soonestFirst(here, [...orders, [far, near, door]]))).toEqual([
    ...['own', 'far', 'near', 'door'],
  ]);
});

test('orders that contradict each other lose no stop', () => {
  const stops = ['a', 'b', 'c', 'd'].map((id, index) => place(id, index));
  fc.assert(
    fc.property(fc.array(fc.shuffledSubarray(stops), { minLength: 1, maxLength: 4 }), (orders) => {
      const named = [...new Set(orders.flatMap(ids))].toSorted();
      expect(ids(soonestFirst(here, orders)).toSorted()).toEqual(named);
    }),
  );
});
