import { randomUUID } from 'node:crypto';
import { bookMutualHelp } from '../../src/domain/cover/booking.ts';
import { measureHours } from '../../src/domain/hours/measuring.ts';
import { DAY, openRiderDayStage, type RiderDayStage } from './rider-day-stage.ts';

const ASK_COVER = {
  shift: `mutation ($id: ID!, $key: ID!) { askShiftCover(shiftId: $id, reason: "发烧", idempotencyKey: $key) { id state expiresAt } }`,
  task: `mutation ($id: ID!, $key: ID!) { askTaskCover(assignmentId: $id, reason: "发烧", idempotencyKey: $key) { id state expiresAt } }`,
};
const PLAN = `mutation ($input: PlanShiftInput!, $key: ID!) { planShift(input: $input, idempotencyKey: $key) { id } }`;

export type Ask = Awaited<ReturnType<RiderDayStage['asStaff']>>;

/** Two companies of the alliance, one with a site, and riders of each. */
export async function openCoverStage() {
  const stage = await openRiderDayStage();
  const { here, sql, clock } = stage;
  const staff = await stage.asStaff('STREET_STAFF');
  const organization = async (kind: string, name: string, parentId: string | null = null) => {
    const id = randomUUID();
    await sql(
      `insert into organization (street_id, id, kind, sector, name, parent_id, joined_at) values (?, ?, ?, 'EXPRESS', ?, ?, now() - interval '10 years')`,
      [here.streetId, id, kind, name, parentId],
    );
    return id;
  };
  const own = here.companyId;
  const site = await organization('SITE', '快送一站', own);
  const rival = await organization('COMPANY', '另一家');
  const rider = async (organizationId: string) => {
    const { id, accountId } = await here.rider();
    await sql('update rider set organization_id = ? where id = ?', [organizationId, id]);
    return { id, accountId, ask: await stage.signedIn(accountId) };
  };
  const after = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();
  return {
    ...stage,
    staff,
    own,
    site,
    rival,
    rider,
    company: async (organizationId: string) =>
      stage.ask(await stage.as(here, 'PARTNER', { organizationId })),
    shift: async (riderId: string, from: number, until: number): Promise<string> =>
      (await staff(PLAN, { input: { from: after(from), until: after(until), riderId } })).id,
    /** A meal in the hands of that rider. */
    async task(riderId: string): Promise<string> {
      const at = here.told(0.5, 0.5);
      const { id } = await staff(
        `mutation ($input: OpenRequestInput!, $key: ID!) { openRequest(input: $input, idempotencyKey: $key) { id } }`,
        { input: { kind: 'MEAL', at, place: '广场', pickup: at, pickupName: '食堂' } },
      );
      const { assignment } = await staff(
        `mutation ($id: ID!, $r: ID!, $key: ID!) { assignRequest(requestId: $id, riderId: $r, idempotencyKey: $key) { assignment { id } } }`,
        { id, r: riderId },
      );
      return assignment.id;
    },
    askCover: (by: Ask, what: keyof typeof ASK_COVER, id: string) => by(ASK_COVER[what], { id }),
    take: (by: Ask, id: string) =>
      by(
        `mutation ($id: ID!) { takeCover(id: $id) { state transferId helper { id } helperCompany { id } } }`,
        { id },
      ),
    withdraw: (by: Ask, id: string) =>
      by(`mutation ($id: ID!) { withdrawCover(id: $id) { state } }`, { id }),
    /** Who helped whom, as staff read it. */
    help: () =>
      staff(
        `query ($from: DateTimeISO!, $to: DateTimeISO!) { mutualHelp(from: $from, to: $to) {
          helped { id } helper { id } shifts tasks minutes } }`,
        { from: after(-20 * DAY), to: after(20 * DAY) },
      ),
    async book(...riderIds: string[]) {
      await stage.byItself((ctx) => measureHours(ctx, riderIds));
      await stage.byItself(bookMutualHelp);
    },
  };
}

export type CoverStage = Awaited<ReturnType<typeof openCoverStage>>;
