import { randomUUID } from 'node:crypto';
import type { clientOf } from '../support/client.ts';

const OPEN = `mutation ($input: OpenRequestInput!, $key: ID!) {
  openRequest(input: $input, idempotencyKey: $key) { id } }`;

/** Somebody opens a request, which is taken; its id. */
export async function openRequest(by: ReturnType<typeof clientOf>, input: object): Promise<string> {
  const { data, errors } = await by(OPEN, { input, key: randomUUID() });
  expect(errors).toBeUndefined();
  return data!.openRequest.id;
}
