import { randomUUID } from 'node:crypto';
import { parse } from 'graphql';
import { pino } from 'pino';
import { wholeSchema } from '../support/whole-schema.ts';
import { permissionsOf } from '../../src/domain/access/roles.ts';
import { contextFor, systemActor, type Actor } from '../../src/platform/context.ts';
import { maskResult } from '../../src/platform/graphql/mask.ts';
import { openSharing } from '../../src/platform/graphql/sharing.ts';
import { subscribe } from '../../src/platform/graphql/subscribe.ts';
import { clientOf, codesOf } from '../support/client.ts';
import { openRequestsStage, type Role, type Town } from './requests-stage.ts';

const silent = pino({ level: 'silent' });

/** Somebody of that role there, with all that the role may. */
const actor = (town: Town, role: Role, more: Partial<Actor> = {}): Actor => ({
  ...systemActor(town.streetId),
  role,
  may: permissionsOf(role),
  ...more,
});

/** Two street offices and everything the product can be asked. */
export async function openPeopleStage() {
  const stage = await openRequestsStage();
  const { platform, clock, sql } = stage;
  const schema = await wholeSchema();
  return {
    platform,
    clock,
    sql,
    close: () => stage.close(),
    here: await stage.found('320199001', 118.77),
    there: await stage.found('320199002', 118.97),
    actor,
    /** Somebody of that role with an account, who asks. */
    async as(town: Town, role: Role, more: Partial<Actor> = {}) {
      const accountId = await town.account(role, more.communityIds);
      return clientOf(schema, platform, actor(town, role, { accountId, ...more }));
    },
    asked: (who: Actor) => clientOf(schema, platform, who),
    /** SQL as the database role the service acts by, told that this actor acts. */
    seenBy: <T = Record<string, any>>(who: Actor, text: string, values: unknown[] = []) =>
      contextFor(platform, who).em.execute<T[]>(text, values),
    /** SQL as the same database role when nobody was said to act. */
    seenByNobody: (text: string) =>
      platform.orm.em
        .fork({ session: { role: 'red_bridge_app' } })
        .execute<Record<string, any>[]>(text),
    /** Follows a subscription; the first message is not asked for yet. */
    async follow(who: Actor, text: string, variableValues: Record<string, unknown> = {}) {
      const freshContext = async () => contextFor(platform, who);
      const contextValue = await freshContext();
      const args = { schema, document: parse(text), variableValues, contextValue };
      const followed = await subscribe({ args, freshContext }, openSharing());
      return Symbol.asyncIterator in followed ? followed : maskResult(followed, silent);
    },
  };
}

export type PeopleStage = Awaited<ReturnType<typeof openPeopleStage>>;

export const ENROL = `mutation ($input: EnrolRiderInput!, $key: ID!) { enrolRider(input: $input, idempotencyKey: $key) {
  id badge name vehicle skills trustLevel capacity load duty dutySince position { stale } organization { name } } }`;

/** A courier of the company here, as staff would write one down. */
export const courier = (stage: PeopleStage, more: object = {}) => ({
  name: '赵明',
  badge: 'HQ0001',
  vehicle: 'E_BIKE',
  phone: '13800001234',
  organizationId: stage.here.companyId,
  skills: ['HOME_VISIT'],
  ...more,
});

/** A rider who was enrolled through the door, and asks. */
export async function enrolled(stage: PeopleStage, more: object = {}) {
  const staff = await stage.as(stage.here, 'STREET_STAFF');
  const variables = { input: courier(stage, more), key: randomUUID() };
  const { data, errors } = await staff(ENROL, variables);
  expect(errors).toBeUndefined();
  const id: string = data!.enrolRider.id;
  const [row] = await stage.sql('select account_id from rider where id = ?', [id]);
  const actor = stage.actor(stage.here, 'RIDER', { riderId: id, accountId: row!.account_id });
  return { id, actor, ask: stage.asked(actor) };
}

/** What a change of duty is answered: the rider, or the codes of the refusal. */
export async function day({ ask }: { ask: ReturnType<PeopleStage['asked']> }, step: string) {
  const { data, errors } = await ask(`mutation { ${step} { duty dutySince } }`);
  return errors ? codesOf({ errors }) : data![step];
}
