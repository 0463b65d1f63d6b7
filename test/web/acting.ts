import { randomUUID } from 'node:crypto';

/** Somebody of the demo street who does something elsewhere than in the browser. */
export type Somebody = <T>(query: string, variables?: Record<string, unknown>) => Promise<T>;

const PASSWORD = 'hongqiao-2026';
const HOUR_MS = 3_600_000;

/** Signs in by one of the demo accounts at the address of the pages. */
export async function actAs(url: string, login: string): Promise<Somebody> {
  const ask = asking(new URL('/graphql', url).href);
  const { signIn } = await ask()<{ signIn: { accessToken: string } }>(
    'mutation ($login: String!, $password: String!) { signIn(login: $login, password: $password) { accessToken } }',
    { login, password: PASSWORD },
  );
  return ask(signIn.accessToken);
}

const asking =
  (address: string) =>
  (token?: string): Somebody =>
  async (query, variables = {}) => {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: never; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

/** Staff see somebody who does not look well: an alert is open. Answers the resident. */
export async function noticeWeakness(staff: Somebody): Promise<string> {
  const residentId = await someResident(staff);
  await staff(
    `mutation ($input: ObservationInput!, $key: ID!) {
      observeCondition(input: $input, idempotencyKey: $key) { id }
    }`,
    { input: { residentId, signs: ['WEAK'] }, key: randomUUID() },
  );
  return residentId;
}

async function someResident(staff: Somebody): Promise<string> {
  const { residents } = await staff<{ residents: { edges: { node: { id: string } }[] } }>(
    '{ residents(first: 1) { edges { node { id } } } }',
  );
  return residents.edges[0]!.node.id;
}

/** A rider fetches a meal, rings, and nobody opens. Answers the code of the request. */
export async function ringInVain(staff: Somebody, rider: Somebody): Promise<string> {
  const { stations } = await staff<{ stations: Station[] }>(
    '{ stations { id location { lng lat } } }',
  );
  const { id: pickupStationId, location } = stations[0]!;
  const request = await openLater(staff, pickupStationId);
  await rider('mutation { startDuty { id } }');
  await rider('mutation ($input: PositionInput!) { reportPosition(input: $input) { riderId } }', {
    input: {
      point: { ...location, crs: 'WGS84' },
      accuracyM: 10,
      deviceAt: new Date().toISOString(),
    },
  });
  const { myRider } = await rider<{ myRider: { id: string } }>('{ myRider { id } }');
  const { assignRequest } = await staff<{ assignRequest: { assignment: { id: string } } }>(
    `mutation ($request: ID!, $rider: ID!, $key: ID!) {
      assignRequest(requestId: $request, riderId: $rider, idempotencyKey: $key) { assignment { id } }
    }`,
    { request: request.id, rider: myRider.id, key: randomUUID() },
  );
  const { id } = assignRequest.assignment;
  for (const step of ['TO_PICKUP', 'AT_PICKUP', 'PICKED_UP', 'AT_DOOR'])
    await rider(
      'mutation ($id: ID!, $step: DeliveryStep!) { advanceAssignment(assignmentId: $id, step: $step) { id } }',
      { id, step },
    );
  await rider('mutation ($id: ID!) { fail(assignmentId: $id, reason: NOBODY_HOME) { id } }', {
    id,
  });
  return request.code;
}

interface Station {
  id: string;
  location: { lng: number; lat: number };
}

/** Meals from one station for so many people of the street, later today. Answers the codes of the requests. */
export async function openMeals(staff: Somebody, count: number): Promise<string[]> {
  const { stations } = await staff<{ stations: Station[] }>('{ stations { id } }');
  const { residents } = await staff<{ residents: { edges: { node: { id: string } }[] } }>(
    'query ($count: Int!) { residents(first: $count) { edges { node { id } } } }',
    { count },
  );
  const codes = [];
  for (const { node } of residents.edges)
    codes.push((await openLater(staff, stations[0]!.id, node.id)).code);
  return codes;
}

/** A meal of later today: nobody is asked for it before. */
async function openLater(staff: Somebody, pickupStationId: string, residentId?: string) {
  const [readyAt, dueAt] = [3, 5].map((hours) => new Date(Date.now() + hours * HOUR_MS));
  const { openRequest } = await staff<{ openRequest: { id: string; code: string } }>(
    `mutation ($input: OpenRequestInput!, $key: ID!) {
      openRequest(input: $input, idempotencyKey: $key) { id code }
    }`,
    {
      input: {
        kind: 'MEAL',
        residentId: residentId ?? (await someResident(staff)),
        pickupStationId,
        readyAt,
        dueAt,
      },
      key: randomUUID(),
    },
  );
  return openRequest;
}
