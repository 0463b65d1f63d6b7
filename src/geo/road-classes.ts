export const modes = ['CYCLE', 'MOTOR', 'FOOT'] as const;

/** 通行方式: how a rider gets about; e-bikes go where bicycles go. */
export type Mode = (typeof modes)[number];

/** 道路等级: which part of the usual speed one has on such roads, by mode; none where one may not go. */
interface RoadClass {
  /** As it stands in the edges that are kept: a number is not given anew. */
  readonly code: number;
  /** Values of OpenStreetMap's `highway`; a link is of the class of its road. */
  readonly names: readonly string[];
  readonly shares: Partial<Readonly<Record<Mode, number>>>;
}

/**
 * Where one may go, and the speeds there over those of an ordinary street (15 km/h by bicycle, 25 by car), are those of OSRM's
 * profiles bicycle.lua, car.lua and foot.lua. No road counts as faster: what a vehicle usually does is through town, lights included.
 */
const classes: readonly RoadClass[] = [
  {
    code: 1,
    names: ['primary', 'secondary', 'tertiary'],
    shares: { CYCLE: 1, MOTOR: 1, FOOT: 1 },
  },
  {
    code: 2,
    names: ['minor', 'residential', 'unclassified', 'road'],
    shares: { CYCLE: 1, MOTOR: 1, FOOT: 1 },
  },
  { code: 3, names: ['motorway', 'trunk'], shares: { MOTOR: 1 } },
  { code: 4, names: ['living_street'], shares: { CYCLE: 1, MOTOR: 10 / 25, FOOT: 1 } },
  { code: 5, names: ['service'], shares: { CYCLE: 1, MOTOR: 15 / 25, FOOT: 1 } },
  { code: 6, names: ['cycleway'], shares: { CYCLE: 1 } },
  { code: 7, names: ['path'], shares: { CYCLE: 13 / 15, FOOT: 1 } },
  { code: 8, names: ['track'], shares: { CYCLE: 12 / 15, FOOT: 1 } },
  { code: 9, names: ['footway', 'pedestrian'], shares: { CYCLE: 4 / 15, FOOT: 1 } },
  { code: 10, names: ['steps'], shares: { CYCLE: 2 / 15, FOOT: 1 } },
  { code: 11, names: ['construction', 'proposed', 'abandoned', 'razed'], shares: {} },
];

/** What is not told apart is an ordinary street. */
export const ORDINARY = 2;

const codes = new Map(classes.flatMap(({ code, names }) => names.map((name) => [name, code])));
const shares = new Map(classes.map((one) => [one.code, one.shares]));

/** The class of a road as maps name it; what is unknown or not said is an ordinary street. */
export const roadClassOf = (name: string | undefined): number =>
  codes.get(name?.replace(/_link$/, '') ?? '') ?? ORDINARY;

/** Whether there is a class of that code. */
export const isRoadClass = (code: number): boolean => shares.has(code);

/** Which part of the usual speed one has on roads of the class; 0 where one may not go. */
export const shareOf = (code: number, mode: Mode): number => shares.get(code)?.[mode] ?? 0;
