import { Role } from '../domain/access/account.ts';
import { ConsentGiver, ConsentPurpose } from '../domain/residents/consent.ts';
import { giveMandate } from '../domain/residents/mandating.ts';
import { inviteResident, registerResident } from '../domain/residents/registering.ts';
import { CareCategory } from '../domain/residents/resident.ts';
import { enrolRider } from '../domain/riders/enrolling.ts';
import { Vehicle } from '../domain/riders/rider.ts';
import { Crs } from '../domain/territory/point.ts';
import type { LngLat } from '../geo/point.ts';
import type { Context } from '../platform/context.ts';
import alliance from './alliance.json' with { type: 'json' };
import { Chance } from './chance.ts';
import { elderName, inventedPhone, riderName } from './people.ts';
import { signInOf } from './sign-ins.ts';
import type { DemoPlace, DemoStreet } from './street.ts';

/** 178 elders living alone, as the mission's source counts them. */
const ELDERS = 178;

/** The 84 riders of the 24 members, and the 178 elders; the same people every time. */
export async function bringPeople(ctx: Context, { places }: DemoStreet): Promise<void> {
  await enrolRiders(ctx, new Chance(11));
  await registerElders(ctx, places, new Chance(13));
}

async function enrolRiders(ctx: Context, chance: Chance): Promise<void> {
  const members = await ctx.em.execute<{ id: string; name: string }[]>(
    'select id, name from organization',
  );
  const idOf = new Map(members.map(({ id, name }) => [name, id]));
  const employers = alliance.members.flatMap(({ name, riders }) =>
    Array<string>(riders).fill(name),
  );
  for (const [index, employer] of employers.entries()) {
    const known = index === 0 ? signInOf(Role.RIDER) : undefined;
    const trusted = known !== undefined || chance.happens(0.4);
    await enrolRider(ctx, {
      name: known?.name ?? riderName(chance),
      badge: `HQ${String(index + 1).padStart(4, '0')}`,
      organizationId: idOf.get(employer)!,
      phone: inventedPhone(1_000 + index),
      ...(known && { login: known.login, password: known.password }),
      vehicle: chance.weighed([
        [Vehicle.E_BIKE, 8],
        [Vehicle.BICYCLE, 1],
        [Vehicle.MOTORBIKE, 1],
      ]),
      skills: trusted ? ['HOME_VISIT'] : [],
      trustLevel: trusted ? 2 : 1,
      capacity: chance.whole(3, 6),
    });
  }
}

async function registerElders(
  ctx: Context,
  places: readonly DemoPlace[],
  chance: Chance,
): Promise<void> {
  const { em } = ctx;
  for (let index = 0; index < ELDERS; index++) {
    const place = places[index % places.length]!;
    const resident = await registerResident(ctx, {
      name: index === 0 ? signInOf(Role.RESIDENT).name : elderName(chance),
      address: `${place.name}${chance.whole(1, 18)}幢${chance.whole(1, 4)}单元${chance.whole(1, 6)}0${chance.whole(1, 4)}室`,
      place: place.name,
      point: { ...near(place.location, chance), crs: Crs.WGS84 },
      phone: inventedPhone(5_000 + index),
      categories: careOf(chance),
      ...(chance.happens(0.2) && { careNote: chance.pick(CARE_NOTES) }),
      consents: [ConsentPurpose.SERVICE, ConsentPurpose.CARE].map((purpose) => ({
        purpose,
        givenBy: ConsentGiver.RESIDENT,
      })),
    });
    if (index === 0) await introduceFamily(ctx, resident.id);
    if (index % 20 === 19) em.clear();
  }
}

/** The one resident, and the daughter's household, that a newcomer may sign in as. */
async function introduceFamily(ctx: Context, residentId: string): Promise<void> {
  const { role: _r, ...resident } = signInOf(Role.RESIDENT);
  const { role: _f, ...family } = signInOf(Role.FAMILY);
  await inviteResident(ctx, residentId, resident);
  await giveMandate(ctx, residentId, { ...family, relation: '儿子' });
}

const CARE_NOTES = [
  '听力不好，请多敲两下门。',
  '对青霉素过敏。',
  '走路慢，请等一等。',
  '糖尿病，少糖。',
  '午睡到一点半。',
];

function careOf(chance: Chance): CareCategory[] {
  const more = [CareCategory.FRAIL, CareCategory.CHILDLESS, CareCategory.PARTY_ELDER];
  return [CareCategory.LIVING_ALONE, ...more.filter(() => chance.happens(0.25))];
}

/** Within some forty metres, so that neighbours do not stand on one spot. */
const near = ([lng, lat]: LngLat, chance: Chance) => ({
  lng: lng + chance.between(-0.0003, 0.0003),
  lat: lat + chance.between(-0.0003, 0.0003),
});
