import { randomUUID } from 'node:crypto';
import { openAuthenticator } from '../../src/domain/access/authenticator.ts';
import { issueToken } from '../../src/domain/access/access-token.ts';
import { contextFor, systemActor, type Context } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { codesOf } from '../support/client.ts';
import { openPeopleStage, type PeopleStage } from './people-stage.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

type Client = ReturnType<PeopleStage['asked']>;
export type Answer = Awaited<ReturnType<Client>>;

/** What an operation answers: its one field, or the codes of the refusal. */
export const told = ({ data, errors }: Answer): any =>
  errors ? codesOf({ errors }) : Object.values(data!)[0];

/** The people stage with somebody of each kind, and the platform's own work on demand. */
export async function openRiderDayStage() {
  const stage = await openPeopleStage();
  const { platform, clock, sql, here } = stage;
  const authenticator = openAuthenticator(platform);
  const ask =
    (client: Client) =>
    async (text: string, variables: Record<string, unknown> = {}) =>
      told(await client(text, { key: randomUUID(), ...variables }));
  const asStaff = async (role: 'STREET_STAFF' | 'COMMUNITY_STAFF', communityIds: string[] = []) =>
    ask(await stage.as(here, role, { communityIds }));
  return {
    ...stage,
    authenticator,
    ask,
    asStaff,
    /** Somebody who holds a real session, with what the authenticator says they may do at this moment. */
    async signedIn(accountId: string) {
      const sessionId = randomUUID();
      await sql(
        `insert into session (street_id, id, account_id, created_at, expires_at) values (?, ?, ?, ?, ?)`,
        [
          here.streetId,
          sessionId,
          accountId,
          clock.now().toISOString(),
          new Date(clock.now().getTime() + 30 * DAY).toISOString(),
        ],
      );
      return async (text: string, variables: Record<string, unknown> = {}) => {
        const { token } = await issueToken(
          platform.keys.signing,
          { accountId, sessionId, streetId: here.streetId },
          clock.now(),
        );
        return ask(stage.asked(await authenticator.authenticate(token)))(text, variables);
      };
    },
    /** A reaction or timer, run as the platform. */
    async byItself<T>(work: (ctx: Context) => Promise<T>): Promise<T> {
      const ctx = contextFor(platform, systemActor(here.streetId));
      return inTransaction(ctx.em, () => work(ctx));
    },
    /** The facts of that name, in order. */
    facts: async (name: string) =>
      (
        await sql<{ payload: Record<string, any> }>(
          'select payload from outbox where name = ? union all select payload from event_log where name = ?',
          [name, name],
        )
      ).map(({ payload }) => payload),
    /** The grids of the first community, by code. */
    grids: () =>
      sql<{ id: string; code: string }>(
        'select id, code from grid where community_id = ? order by code',
        [here.communityIds[0]],
      ),
  };
}

export type RiderDayStage = Awaited<ReturnType<typeof openRiderDayStage>>;
