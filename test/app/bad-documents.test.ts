import { expectRefused } from '../support/http-client.ts';
import { startRunning, type Running } from '../support/running.ts';
import { clientOver, transports, type Asking } from '../support/transports.ts';
import { neighbour, openTown, type Town } from './town.ts';

let running: Running;
let town: Town;

beforeAll(async () => {
  running = await startRunning();
  town = await openTown(running, neighbour);
});
afterAll(() => running.stop());

const repeated = (count: number, piece: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => piece(n)).join(' ');

/** Ever the same thing, one level deeper each time. */
const deep = (levels: number) =>
  `{ communities ${'{ grids { community '.repeat(levels)}{ name }${' } }'.repeat(levels)} }`;

const costly = `{ requests(first: 100) { edges { node {
  offers { id wave rider { name organization { name parent { name } } position { point { lng lat } } } task { kind { name } grid { name community { name } } } }
  decisions { riders { name organization { name parent { name } } } candidates { rider { name organization { name } } terms { name text { zh en } } } exclusions { rider { name } reason { zh } } }
} } } }`;

const documents: Record<string, string> = {
  'too deep': deep(6),
  'too many aliases': `{ ${repeated(16, (n) => `a${n}: street { id }`)} }`,
  'too many tokens': `{ ${repeated(2_001, () => 'street')} { id } }`,
  'too many directives': `{ street { id ${repeated(21, () => '@include(if: true)')} } }`,
  'too costly': `{ ${repeated(14, (n) => `a${n}: ${costly.slice(1, -1)}`)} }`,
  'an endless fragment':
    'query { street { ...A } } fragment A on Street { ...B } fragment B on Street { ...A }',
  'no document': '',
  'half a document': '{ street { id }',
  'an unknown operation': '{ everything { id } }',
  'an unknown argument': '{ street(everything: true) { id } }',
  'two mutations at once': 'mutation { a: startDuty { id } b: stopDuty { id } }',
  'two mutations by a fragment':
    'mutation { ...Two } fragment Two on Mutation { startDuty { id } stopDuty { id } }',
  'two subscriptions at once': 'subscription { myOffers { type } assignmentFeed { type } }',
  'an operation that has to be named': 'query A { street { id } } query B { street { id } }',
  'no operation': 'fragment A on Street { id }',
  'a text where a number belongs': '{ requests(first: "many") { totalCount } }',
  'a number out of range': '{ requests(first: 9999999999) { totalCount } }',
  'more than a page': '{ requests(first: 101) { totalCount } }',
  'less than a page': '{ residents(first: -1) { totalCount } }',
};

/** The bound that each of these runs against, and none other. */
const bounds: Record<string, RegExp> = {
  'too deep': /depth/i,
  'too many aliases': /alias/i,
  'too many tokens': /token/i,
  'too many directives': /directive/i,
  'too costly': /cost/i,
};

describe.each(transports)('over %s', (transport) => {
  let ask: Asking;
  beforeAll(() => {
    ask = clientOver(transport, running, town.tokens.STREET_STAFF);
  });

  test.each(Object.entries(documents))(
    '%s is refused, and the next question is answered',
    async (name, document) => {
      const told = await ask(document);
      expectRefused(told);
      expect(told.errors[0]!.extensions.en).toMatch(bounds[name] ?? /./);
      expect((await ask('{ street { name } }')).data).toEqual({ street: { name: '柳溪街道' } });
      expect(running.logged).toEqual([]);
    },
  );
});
