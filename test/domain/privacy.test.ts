import { randomUUID } from 'node:crypto';
import { findDoor } from '../../src/domain/residents/finding.ts';
import { contextFor, type Actor } from '../../src/platform/context.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { accepted, elder, registered } from './people.ts';
import { openPeopleStage, type PeopleStage } from './people-stage.ts';

let stage: PeopleStage;
let id: string;

beforeEach(async () => {
  stage = await openPeopleStage();
  id = await registered(stage);
});
afterEach(() => stage.close());

/** Every table that tells something about a resident. */
const PERSONAL = ['resident', 'home', 'consent', 'mandate'] as const;
const rowsSeen = async (who: Actor) => {
  const seen: Record<string, number> = {};
  for (const table of PERSONAL)
    seen[table] = (await stage.seenBy(who, `select 1 from ${table}`)).length;
  return seen;
};
const none = { resident: 0, home: 0, consent: 0, mandate: 0 };
const [west, east] = [0, 1].map((index) => () => ({
  accountId: randomUUID(),
  communityIds: [stage.here.communityIds[index]!],
}));

test('in SQL too, staff of one community see nothing of another, and no street of another street', async () => {
  const staff = stage.actor(stage.here, 'COMMUNITY_STAFF', west!());
  expect(await rowsSeen(staff)).toEqual({ ...none, resident: 1, home: 1, consent: 2 });
  expect(await rowsSeen(stage.actor(stage.here, 'COMMUNITY_STAFF', east!()))).toEqual(none);
  expect(await rowsSeen(stage.actor(stage.there, 'STREET_STAFF'))).toEqual(none);
  for (const role of ['RIDER', 'RESIDENT', 'FAMILY', 'PARTNER', 'ANALYST'] as const)
    expect(await rowsSeen(stage.actor(stage.here, role, { accountId: randomUUID() }))).toEqual(
      none,
    );
});

test('when nobody was said to act, nothing is seen', async () => {
  for (const table of PERSONAL)
    expect(await stage.seenByNobody(`select 1 from ${table}`)).toEqual([]);
});

test('staff of one community neither move a resident into theirs nor out of it', async () => {
  const [own, other] = stage.here.communityIds;
  const move = (who: Actor, to: string) =>
    stage.seenBy(who, 'update resident set community_id = ?', [to]);
  await move(stage.actor(stage.here, 'COMMUNITY_STAFF', east!()), other!);
  await expect(move(stage.actor(stage.here, 'COMMUNITY_STAFF', west!()), other!)).rejects.toThrow(
    'row-level security',
  );
  expect(await stage.sql('select community_id from resident')).toEqual([{ community_id: own }]);
});

test('a rider knows the door while the task lasts, each look is logged, and nothing before or after', async () => {
  const { id: riderId, accountId } = await stage.here.rider();
  const other = await stage.here.rider();
  const actor = stage.actor(stage.here, 'RIDER', { riderId, accountId });
  const door = (who: Actor) => {
    const ctx = contextFor(stage.platform, who);
    return inTransaction(ctx.em, () => findDoor(ctx, id));
  };
  expect(await door(actor)).toBeNull();
  expect(await rowsSeen(actor)).toEqual(none);
  await accepted(stage, id, riderId);
  expect(await door(actor)).toEqual({
    address: '幸福里3幢2单元501室',
    maskedName: '王**',
    maskedPhone: '138****1234',
    careNote: '听力不好，请多敲两下门',
  });
  expect(await rowsSeen(actor)).toEqual({ ...none, resident: 1 });
  const stranger = { riderId: other.id, accountId: other.accountId };
  expect(await door(stage.actor(stage.here, 'RIDER', stranger))).toBeNull();
  await stage.sql(`update assignment set state = 'DONE', ended_at = now()`);
  expect(await door(actor)).toBeNull();
  expect(await rowsSeen(actor)).toEqual(none);
  expect(await stage.sql('select subject_id, account_id, operation from access_log')).toEqual([
    { subject_id: id, account_id: accountId, operation: 'door' },
  ]);
});

test('the tables hold no name, phone, address or care note in the clear', async () => {
  const { name, phone, address, careNote } = elder(stage);
  const tables = await stage.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'spatial_ref_sys'`,
  );
  let everything = '';
  for (const table of tables) {
    // A row as text shows bytea in hex: the words are looked for as text and as bytes.
    const rows = await stage.sql<{ text: string }>(`select t::text as text from "${table.name}" t`);
    const dump = rows.map(({ text }) => text).join('\n');
    everything += dump;
    for (const secret of [name, phone, address, careNote, '王秀英', '3幢2单元']) {
      const found = [secret, Buffer.from(secret).toString('hex')].filter((word) =>
        dump.includes(word),
      );
      expect({ table: table.name, found }).toEqual({ table: table.name, found: [] });
    }
  }
  // What may be read can be found this way: the place without a door, the ids.
  expect(everything).toContain('幸福里');
  expect(everything).toContain(id);
});

test('every table with people in it has its wall up, for the owner too', async () => {
  const open = await stage.sql(
    `select relname from pg_class join pg_tables on tablename = relname and schemaname = 'public'
     where relname = any (array['resident', 'home', 'consent', 'mandate', 'account', 'access_log', 'rider',
       'rider_position', 'duty_period']) and not (relrowsecurity and relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});
