import 'reflect-metadata';
import { buildSchema } from 'type-graphql';
import { contextFor, systemActor, type Platform } from '../../../src/platform/context.ts';
import { ManualClock } from '../../../src/platform/clock.ts';
import { inTransaction } from '../../../src/platform/database/transaction.ts';
import { openDatabase } from '../../../src/platform/database/orm.ts';
import { Account } from '../../../src/domain/access/account.ts';
import { openAuthenticator } from '../../../src/domain/access/authenticator.ts';
import { authChecker } from '../../../src/domain/access/may.ts';
import { AccessResolver } from '../../../src/domain/access/resolver.ts';
import { createAccount, type NewAccount } from '../../../src/domain/access/service.ts';
import { Session } from '../../../src/domain/access/session.ts';
import { Street } from '../../../src/domain/territory/street.ts';
import { clientOf } from '../../support/client.ts';
import { testDatabase } from '../../support/database.ts';
import { testTools } from '../../support/tools.ts';

export const FIRST = '310101001';
export const SECOND = '310101002';
export const PASSWORD = 'a long enough password';

const nobody = () => {
  throw new Error('nobody follows the feed of this stage');
};
const SQUARE = 'SRID=4326;MULTIPOLYGON(((121 31,121.1 31,121.1 31.1,121 31.1,121 31)))';

/** Two street offices with a door, and nothing else. */
export async function openStage() {
  const { url } = await testDatabase();
  const orm = await openDatabase(url, [Account, Session, Street]);
  const clock = new ManualClock(new Date('2026-05-01T08:00:00Z'));
  const tools = testTools();
  const platform: Platform = { orm, clock, committed: () => undefined, follow: nobody, ...tools };
  const schema = await buildSchema({ resolvers: [AccessResolver], authChecker, validate: true });
  const authenticator = openAuthenticator(platform);
  const streets = {
    first: await addStreet(platform, FIRST),
    second: await addStreet(platform, SECOND),
  };
  return {
    url,
    platform,
    clock,
    sms: tools.sms,
    streets,
    authenticator,
    schema,
    /** Somebody before sign-in. */
    stranger: clientOf(schema, platform, null),
    /** Whoever holds this access token. */
    async holding(token: string) {
      return clientOf(schema, platform, await authenticator.authenticate(token));
    },
    enrol: (streetId: string, account: NewAccount) => enrol(platform, streetId, account),
    rows: <T>(sql: string, params: unknown[] = []) =>
      contextFor(platform, null).em.execute<T[]>(sql, params),
    close: () => orm.close(true),
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

async function addStreet(platform: Platform, code: string): Promise<string> {
  const { em } = contextFor(platform, null);
  const [street] = await em.execute<{ id: string }[]>(
    'insert into street (code, name, outline) values (?, ?, ?) returning id',
    [code, `街道 ${code}`, SQUARE],
  );
  const id = street!.id;
  await em.execute(
    `insert into community (street_id, code, name, boundary, valid_from) values (?, ?, '社区', ?, '2020-01-01Z')`,
    [id, `${code}001`, SQUARE],
  );
  return id;
}

export async function communityOf({ rows }: Stage, streetId: string): Promise<string> {
  const [community] = await rows<{ id: string }>('select id from community where street_id = ?', [
    streetId,
  ]);
  return community!.id;
}

function enrol(platform: Platform, streetId: string, account: NewAccount): Promise<Account> {
  const ctx = contextFor(platform, systemActor(streetId));
  return inTransaction(ctx.em, () => createAccount(ctx, account));
}

export const SIGNED_IN =
  'accessToken refreshToken expiresAt me { id name role permissions riderId communityIds street { code } }';

export const signIn = `mutation($login: String!, $password: String!) { signIn(login: $login, password: $password) { ${SIGNED_IN} } }`;
export const requestCode =
  'mutation($street: String!, $phone: String!) { requestCode(street: $street, phone: $phone) { expiresAt resendAt } }';
export const signInWithCode = `mutation($street: String!, $phone: String!, $code: String!, $role: Role) {
  signInWithCode(street: $street, phone: $phone, code: $code, role: $role) { ${SIGNED_IN} } }`;
export const refresh = `mutation($refreshToken: String!) { refresh(refreshToken: $refreshToken) { ${SIGNED_IN} } }`;
