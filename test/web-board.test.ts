import { countGroups, emptyBoard, noFilter, visible, withEvent } from '../src/web/console/board.ts';
import type { BoardEvent, RequestLine, RiderPosition } from '../src/web/console/documents/board.ts';
import { errandsOf, shapeOf, withPositions } from '../src/web/console/positions.ts';
import { digitsOf } from '../src/web/shared/time.ts';
import { shortGridName } from '../src/web/shared/grid-name.ts';
import { labelPlace } from '../src/web/shared/map/features.ts';

const NOON = Date.UTC(2026, 2, 1, 4);
const named = (name: string) => ({ id: name, code: name, name, nameEn: name });

const line = (id: string, part: Partial<RequestLine> = {}): RequestLine => ({
  id,
  code: id.toUpperCase(),
  state: 'OPEN',
  place: '梅香公寓',
  dueAt: new Date(NOON + 60_000).toISOString(),
  kind: named('送餐'),
  grid: named('雨润社区第7网格'),
  community: named('雨润社区'),
  dropoff: { lng: 118.78, lat: 31.97 },
  pickup: null,
  resident: { maskedName: '王**', categories: [] },
  rider: null,
  ...part,
});

const event = (request: RequestLine): BoardEvent => ({
  seq: 1,
  id: 'e',
  name: 'request.opened',
  at: new Date(NOON).toISOString(),
  request,
});

const late = { dueAt: new Date(NOON - 60_000).toISOString() };

describe('the board', () => {
  it('takes in what is new, keeps the last word on each request and lets go of closed ones', () => {
    const opened = withEvent(emptyBoard, event(line('a')));
    const assigned = withEvent(opened, event(line('a', { state: 'ASSIGNED' })));
    expect([...assigned.lines.values()].map(({ state }) => state)).toEqual(['ASSIGNED']);
    const closed = withEvent(assigned, event(line('a', { state: 'CONFIRMED' })));
    expect(closed.lines.size).toBe(0);
    expect(opened.lines.get('a')?.state).toBe('OPEN');
  });

  it('shows the soonest due first and what is served last', () => {
    const lines = [
      line('served', { ...late, state: 'FULFILLED' }),
      line('soon'),
      line('late', late),
    ];
    expect(visible(lines, noFilter, NOON).map(({ id }) => id)).toEqual(['late', 'soon', 'served']);
  });

  it('counts an overdue request in its state as well, a served one never as overdue', () => {
    const lines = [line('late', late), line('served', { ...late, state: 'FULFILLED' })];
    expect(countGroups(lines, NOON)).toMatchObject({ OPEN: 1, FULFILLED: 1, OVERDUE: 1 });
  });

  it('finds by any words in any order and narrows to the chosen groups', () => {
    const lines = [line('a'), line('b', { place: '玉兰新村' }), line('c', { state: 'MATCHING' })];
    const found = (words: string, ...groups: ('OPEN' | 'MATCHING')[]) =>
      visible(lines, { words, groups: new Set(groups) }, NOON).map(({ id }) => id);
    expect(found('送餐 梅香')).toEqual(['a', 'c']);
    expect(found('', 'MATCHING')).toEqual(['c']);
    expect(found('玉兰', 'MATCHING')).toEqual([]);
  });
});

describe('the riders on the map', () => {
  const at = (lng: number, part: Partial<RiderPosition> = {}): RiderPosition => ({
    riderId: 'r',
    name: '李宇',
    badge: 'HQ0001',
    duty: 'ON',
    load: 0,
    stale: false,
    deviceAt: new Date(NOON).toISOString(),
    point: { lng, lat: 31.97 },
    ...part,
  });

  it('head where they move and keep that heading while they stand', () => {
    const moved = withPositions(withPositions(new Map(), [at(118.78)]), [at(118.79)]);
    expect(moved.get('r')?.heading).toBeCloseTo(90, 1);
    expect(withPositions(moved, [at(118.79)]).get('r')?.heading).toBeCloseTo(90, 1);
  });

  it('vanish when they go off duty', () => {
    const seen = withPositions(new Map(), [at(118.78)]);
    expect(withPositions(seen, [at(118.78, { duty: 'OFF' })]).size).toBe(0);
  });

  it('have the shape of what they do, and of lost contact before all else', () => {
    const rider = { id: 'r', name: '李宇' };
    const serving = errandsOf([
      line('a', { rider, state: 'IN_PROGRESS' }),
      line('b', { rider, state: 'ASSIGNED' }),
    ]);
    expect(shapeOf(at(118.78), serving)).toBe('serving');
    expect(shapeOf(at(118.78, { duty: 'BREAK' }), serving)).toBe('break');
    expect(shapeOf(at(118.78, { stale: true }), serving)).toBe('stale');
    expect(shapeOf(at(118.78), new Map())).toBe('idle');
  });
});

describe('what is written on the page', () => {
  it('tells spans as digits', () => {
    expect([5, 754, 4323, -130, 190_000].map(digitsOf)).toEqual([
      '00:05',
      '12:34',
      '1:12:03',
      '02:10',
      '2d 4h',
    ]);
  });

  it('calls a grid as people call it, and leaves other names alone', () => {
    expect(shortGridName('雨润社区第7网格')).toBe('雨润7格');
    expect(shortGridName('丁墙村第12网格')).toBe('丁墙12格');
    expect(shortGridName('软件谷')).toBe('软件谷');
  });

  it('puts the name of an area into the middle of its largest part', () => {
    const square = (from: number, size: number) => [
      [
        [from, 0],
        [from + size, 0],
        [from + size, size],
        [from, size],
        [from, 0],
      ],
    ];
    const place = labelPlace({ type: 'MultiPolygon', coordinates: [square(0, 1), square(10, 4)] });
    expect(place.lng).toBeCloseTo(12, 9);
    expect(place.lat).toBeCloseTo(2, 9);
  });
});
