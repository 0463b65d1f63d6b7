import type { ActorRole } from '../../platform/context.ts';

const everybody = ['self:read', 'street:read'] as const;
const caring = [
  ...everybody,
  'board:read',
  'board:follow',
  'coverage:read',
  'request:read',
  'request:open',
  'request:cancel',
  'request:confirm',
  'request:assign',
  'request:withdraw',
  'request:fulfil',
  'request:open-again',
  'decision:read',
  'rider:read',
  'rider:locate',
  'check-in:answer',
  'check-in:leave',
  'appointment:give',
  'grid:brief',
  'shift:read',
  'rest:read',
  'resident:read',
  'resident:identify',
  'resident:register',
  'resident:consent',
  'resident:change-phone',
  'contact:read',
  'contact:identify',
  'contact:set',
  'care:read',
  'care:act',
  'care:answer',
  'care:observe',
  'plan:read',
  'plan:open',
  'plan:change',
  'plan:pause',
  'batch:issue',
  'hours:read',
  'hours:settle',
  'channel:read',
  'channel:change',
  'call:take',
] as const;

/** Everything anyone may do, on one page. Rows are narrowed further by street, community and ownership. */
export const roles = {
  STREET_STAFF: [
    ...caring,
    'territory:import',
    'roads:import',
    'organization:change',
    'station:open',
    'kind:set',
    'policy:set',
    'care:set',
    'holiday:set',
    'territory:export',
    'rider:enrol',
    'shift:plan',
    'mutual-help:read',
    'certificate:revoke',
    'rest:set',
    'partner-token:issue',
    'account:create',
    'account:change',
    'access-log:read',
    'track:read',
    'position:decide',
    'alarm:read',
    'message:read',
    'message:send',
    'messaging:set',
  ],
  COMMUNITY_STAFF: [...caring, 'territory:export'],
  RIDER: [
    ...everybody,
    'care:call',
    'care:answer',
    'care:observe',
    'duty:change',
    'check-in:ask',
    'check-in:leave',
    'appointment:hold',
    'shift:answer',
    'cover:ask',
    'cover:take',
    'rest:read',
    'own-stop:share',
    'position:report',
    'task:nearby',
    'offer:read',
    'offer:answer',
    'assignment:advance',
    'photo:add',
    'decision:contest',
    'hours:own',
  ],
  RESIDENT: [
    ...everybody,
    'request:read',
    'request:open',
    'request:cancel',
    'request:confirm',
    'resident:consent',
    'resident:change-phone',
    'contact:read',
    'contact:identify',
    'contact:set',
    'plan:read',
    'plan:pause',
  ],
  FAMILY: [
    ...everybody,
    'request:read',
    'request:open',
    'request:cancel',
    'request:confirm',
    'resident:consent',
    'resident:change-phone',
    'contact:read',
    'contact:identify',
    'contact:set',
    'plan:read',
    'plan:pause',
  ],
  PARTNER: [
    ...everybody,
    'rider:read',
    'own-rider:read',
    'own-task:read',
    'shift:push',
    'own-stop:push',
    'cover:ask',
  ],
  ANALYST: [...everybody, 'board:read', 'coverage:read', 'territory:export'],
  SYSTEM: [],
} as const satisfies Record<ActorRole, readonly string[]>;

export type Permission = (typeof roles)[keyof typeof roles][number];

const permissions = new Map<string, ReadonlySet<string>>(
  Object.entries(roles).map(([role, may]) => [role, new Set(may)]),
);

/** What a role may do. */
export const permissionsOf = (role: ActorRole): ReadonlySet<string> => permissions.get(role)!;

/** What a rider may do beside, while an appointment runs. */
const appointed: Readonly<Record<string, readonly Permission[]>> = {
  MOBILE_GRID_MEMBER: ['grid:brief'],
  INSPECTOR: ['grid:brief'],
};

/** What a role may do together with the appointments that run now. */
export const permissionsWith = (
  role: ActorRole,
  appointments: readonly string[],
): ReadonlySet<string> =>
  appointments.length === 0
    ? permissionsOf(role)
    : new Set([...permissionsOf(role), ...appointments.flatMap((name) => appointed[name] ?? [])]);

/** What a company's token may be good for, and what each scope allows. */
export const tokenScopes = {
  RIDERS_READ: ['own-rider:read'],
  TASKS_READ: ['own-task:read'],
  SHIFTS_WRITE: ['shift:push'],
  STOPS_WRITE: ['own-stop:push'],
} as const satisfies Record<string, readonly Permission[]>;

export const permissionsOfScopes = (scopes: readonly string[]): ReadonlySet<string> =>
  new Set(scopes.flatMap((scope) => tokenScopes[scope as keyof typeof tokenScopes] ?? []));
