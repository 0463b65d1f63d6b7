import { Role } from '../domain/access/account.ts';

/** One person of each role whom a newcomer may sign in as; invented, and known to everybody. */
export interface SignIn {
  readonly role: Role;
  readonly login: string;
  readonly password: string;
  readonly name: string;
}

const PASSWORD = 'hongqiao-2026';

export const demoSignIns: readonly SignIn[] = [
  {
    role: Role.STREET_STAFF,
    login: 'dispatch@hongqiao',
    password: PASSWORD,
    name: '街道调度 张婷',
  },
  {
    role: Role.COMMUNITY_STAFF,
    login: 'community@hongqiao',
    password: PASSWORD,
    name: '红桥社区 王敏',
  },
  { role: Role.RIDER, login: 'rider@hongqiao', password: PASSWORD, name: '赵明' },
  { role: Role.RESIDENT, login: 'resident@hongqiao', password: PASSWORD, name: '王秀英' },
  { role: Role.FAMILY, login: 'family@hongqiao', password: PASSWORD, name: '王建国' },
  { role: Role.PARTNER, login: 'partner@hongqiao', password: PASSWORD, name: '迅风速运 刘洋' },
  { role: Role.ANALYST, login: 'analyst@hongqiao', password: PASSWORD, name: '街道分析 陈晨' },
];

/** The demo sign-in of a role. */
export const signInOf = (role: Role): SignIn =>
  demoSignIns.find((signIn) => signIn.role === role) ?? missing(role);

function missing(role: Role): never {
  throw new Error(`no demo sign-in for ${role}`);
}
