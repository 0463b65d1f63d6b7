import { type CheckedRound, checkRound } from '../../../src/dispatch/rounds/check-round.ts';

const day = { opensAt: 0, closesAt: 100, service: 1 };
const task = (id: string, units: number) => ({
  id,
  units,
  pickup: { ...day, id: `fetch ${id}` },
  dropoff: { ...day, id: `bring ${id}` },
});
const route = {
  vehicle: 'Wang',
  beginsAt: 0,
  endsAt: 100,
  capacity: 3,
  start: 'home',
  end: 'home',
  visits: ['fetch A', 'fetch B', 'bring A', 'bring B'],
  allows: () => true,
};
const round = {
  tasks: [task('A', 1), task('B', 2)],
  routes: [route],
  unplanned: [],
  way: () => 10,
};
const withRoute = (changes: Partial<typeof route>): CheckedRound => ({
  ...round,
  routes: [{ ...route, ...changes }],
});

test('a right round breaks no law', () => {
  expect(checkRound(round)).toEqual([]);
});

test.each<[string, CheckedRound, string]>([
  ['too much on board', withRoute({ capacity: 2 }), 'carries 3'],
  [
    'brought before it is fetched',
    withRoute({ visits: ['bring A', 'fetch A', 'fetch B', 'bring B'] }),
    'without having fetched',
  ],
  [
    'fetched and never brought',
    withRoute({ visits: ['fetch A', 'bring A', 'fetch B'] }),
    'never brings task B',
  ],
  ['home too late', withRoute({ endsAt: 50 }), 'ends at 54'],
  ['somebody who may not', withRoute({ allows: () => false }), 'may not do task A'],
  ['something unknown', withRoute({ visits: [...route.visits, 'bring C'] }), 'was not asked for'],
  ['forgotten without a word', { ...round, routes: [] }, 'is made 0 times'],
  ['planned and said to be unplanned', { ...round, unplanned: ['A'] }, 'is made 1 times'],
  ['too late at the door', { ...withRoute({}), way: () => 30 }, 'after 100'],
])('%s is named', (_, wrong, words) => {
  expect(checkRound(wrong).join('\n')).toContain(words);
});
