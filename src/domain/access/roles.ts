import type { ActorRole } from '../../platform/context.ts';

const everybody = ['self:read', 'street:read'] as const;
const caring = [
  ...everybody,
  'board:read',
  'board:follow',
  'request:read',
  'request:open',
  'request:cancel',
  'request:confirm',
  'request:assign',
  'request:withdraw',
  'decision:read',
  'rider:read',
  'rider:locate',
  'resident:read',
  'resident:identify',
  'resident:register',
  'resident:consent',
] as const;

/** Everything anyone may do, on one page. Rows are narrowed further by street, community and ownership. */
export const roles = {
  STREET_STAFF: [
    ...caring,
    'territory:import',
    'organization:change',
    'station:open',
    'kind:set',
    'territory:export',
    'rider:enrol',
    'account:create',
    'account:change',
    'access-log:read',
    'alarm:read',
  ],
  COMMUNITY_STAFF: [...caring, 'territory:export'],
  RIDER: [
    ...everybody,
    'duty:change',
    'position:report',
    'task:nearby',
    'offer:read',
    'offer:answer',
    'assignment:advance',
    'decision:contest',
  ],
  RESIDENT: [
    ...everybody,
    'request:read',
    'request:open',
    'request:cancel',
    'request:confirm',
    'resident:consent',
  ],
  FAMILY: [
    ...everybody,
    'request:read',
    'request:open',
    'request:cancel',
    'request:confirm',
    'resident:consent',
  ],
  PARTNER: [...everybody, 'rider:read'],
  ANALYST: [...everybody, 'board:read', 'territory:export'],
  SYSTEM: [],
} as const satisfies Record<ActorRole, readonly string[]>;

export type Permission = (typeof roles)[keyof typeof roles][number];

const permissions = new Map<string, ReadonlySet<string>>(
  Object.entries(roles).map(([role, may]) => [role, new Set(may)]),
);

/** What a role may do. */
export const permissionsOf = (role: ActorRole): ReadonlySet<string> => permissions.get(role)!;
