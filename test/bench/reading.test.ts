import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { daysIn, publishedIn } from '../../bench/mdrp/folder.ts';
import { askedBy } from '../../bench/mdrp/asked.ts';
import { readInstance as readDay } from '../../bench/mdrp/read.ts';
import { bestIn, instancesIn } from '../../bench/pdptw/folder.ts';
import { readInstance as readRounds } from '../../bench/pdptw/read.ts';
import { makeFolder } from '../../bench/files.ts';

let folder: string;
const quiet = () => undefined;
const put = (file: string, text: string) => writeFileSync(join(folder, file), text);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function putDay(orders: string): void {
  mkdirSync(join(folder, 'day'));
  const heads =
    'meters_per_minute\tpickup service minutes\tdropoff service minutes\ttarget click-to-door\tmaximum click-to-door\tpay per order\tguaranteed pay per hour';
  put('day/instance_parameters.txt', `${heads}\r\n320\t4\t4\t40\t90\t10\t15\r\n\r\n`);
  put('day/restaurants.txt', 'y\tx\trestaurant\r\n20\t10\tr1\r\n');
  put('day/couriers.txt', 'courier\tx\ty\ton_time\toff_time\r\nc1\t0\t0\t0\t90\r\n \r\n');
  put('day/orders.txt', `restaurant\torder\tx\ty\tplacement_time\tready_time\r\n${orders}`);
}

test('a day is read whatever ends its lines and whatever the order of its columns', () => {
  putDay('r1\to1\t5\t6\t7\t8\r\n\r\n');
  mkdirSync(join(folder, '.git'));
  expect(daysIn(folder, quiet)).toEqual(['day']);
  expect(publishedIn(folder, quiet).size).toBe(0);
  const { orders, couriers } = readDay(folder, 'day');
  expect(orders).toMatchObject([{ id: 'o1', restaurantId: 'r1', placedAt: 7, readyAt: 8 }]);
  expect(couriers).toMatchObject([{ id: 'c1', onAt: 0, offAt: 90 }]);
});

test.each([
  ['r2\to1\t5\t6\t7\t8', /line 2: there is no restaurant r2/],
  ['r1\to1\t5\t6\tseven\t8', /line 2: column "placement_time" must be a number, not "seven"/],
  ['r1\to1\t5\t6\t7\t8\r\n\r\nr1\to1\t5\t6\t7\t8', /line 4: o1 occurs twice/],
])('what cannot be read of a day is told with its line: %j', (orders, sentence) => {
  putDay(orders);
  expect(() => readDay(folder, 'day')).toThrow(sentence);
});

const rounds =
  '  2 \t 10 1\r\n 0 0 0 0 0 100 0 0 0\r\n1  1 1\t 5 0 50 1 0 2\r\n2 2 2 -5 0 60 1 1 0\r\n\r\n';

test('rounds are read with any blanks between their numbers, and other files are left alone', () => {
  put('LC1.TXT', rounds);
  put('README.txt', 'Instances of Li and Lim');
  put('best_known.tsv', 'best_known_cost\tinstance\tbest_known_vehicles\r\n5.66\tLC1\t\r\n');
  expect(instancesIn(folder, undefined, quiet)).toEqual(['LC1.TXT']);
  expect(readRounds(folder, 'LC1.TXT')).toMatchObject({ name: 'LC1', vehicles: 2, capacity: 10 });
  expect(bestIn(folder, quiet).get('LC1')).toEqual({ vehicles: undefined, cost: 5.66 });
  expect(() => instancesIn(folder, ['nope'], quiet)).toThrow(/has no nope; it has LC1/);
});

test.each([
  [rounds.replace('2 2 2', '2 x 2'), /line 4: must be 9 numbers/],
  [rounds.replace('1 0 2', '1 0 3'), /line 3: task 3 is not the other half/],
  [rounds.replace('-5', '-4'), /line 3: a pickup demands/],
])('what cannot be read of rounds is told with its line', (text, sentence) => {
  put('lc1.txt', text);
  expect(() => readRounds(folder, 'lc1.txt')).toThrow(sentence);
});

test('a folder with nothing to solve, or none, is named', () => {
  expect(() => daysIn(folder, quiet)).toThrow(`${folder} holds no instance`);
  expect(() => instancesIn(join(folder, 'none'), undefined, quiet)).toThrow(/there is no folder/);
  put('file', '');
  expect(() => daysIn(join(folder, 'file'), quiet)).toThrow(/is not a folder/);
  expect(() => makeFolder(join(folder, 'file/below'))).toThrow(/cannot write/);
});

test.each([
  ['--every 0', /--every must be a whole number of at least 1/],
  ['--decline 1', /--decline must be a number of at least 0 and below 1/],
  ['--ready-sd -5', /--ready-sd must be .* not "-5"/],
  ['--policy ours,nope', /--policy knows no "nope"/],
  ['--numbers {', /--numbers is no JSON/],
  ['--numbers {"maxbundle":2}', /a policy has no maxbundle/],
  ['--numbers {"maxWave":9}', /policy.maxWave must be a whole number from 1 to 5/],
  ['--nope', /no option --nope/],
  ['days', /belongs to no option/],
])('options that cannot be are refused: %s', (options, sentence) => {
  const args = ['--instances', 'a', '--out', 'b', ...options.split(' ')];
  expect(() => askedBy(args)).toThrow(sentence);
});
