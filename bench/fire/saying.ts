import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from '../../src/demo/chance.ts';
import type { Person } from '../live/seeding.ts';
import type { Ledger } from './ledger.ts';
import type { Pair } from './pair.ts';

/** Answers after which the same call is sent again with the same key. */
const RETRYABLE = new Set(['TRY_AGAIN', 'IDEMPOTENCY_IN_PROGRESS']);
const PATIENCE_MS = 15_000;
const PAUSE_MS = 150;
const TRIES = 1_200;

interface Answer {
  readonly status: number;
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

export interface Speaking {
  readonly pair: Pair;
  readonly ledger: Ledger;
  readonly chance: Chance;
  readonly tokenOf: (person: Person) => Promise<string>;
}

/** The answer, or nothing when it was refused; after a cut the very same call is sent again, wherever a process serves. */
export async function say(
  { pair, ledger, chance, tokenOf }: Speaking,
  person: Person,
  { query, variables }: { readonly query: string; readonly variables?: object },
): Promise<Record<string, any> | undefined> {
  for (let nth = 0; nth < TRIES; nth++) {
    ledger.calls++;
    const body = JSON.stringify({ query, variables });
    const answer = await post(pair.url(chance), await tokenOf(person), body).catch(() => undefined);
    const [error] = answer?.errors ?? [];
    const code = error?.extensions?.code;
    if (!answer) ledger.cuts++;
    else if (!error && answer.data && answer.status === 200) {
      if (nth > 0) ledger.again++;
      return answer.data;
    } else if (typeof code !== 'string' || !error?.extensions?.zh || code.startsWith('INTERNAL')) {
      ledger.untyped.push(`${answer.status} ${JSON.stringify(answer.errors)}`);
      return undefined;
    } else {
      ledger.refused.set(code, (ledger.refused.get(code) ?? 0) + 1);
      if (!RETRYABLE.has(code)) {
        if (answer.status >= 500 || code.startsWith('GRAPHQL'))
          ledger.untyped.push(`${answer.status} ${code}`);
        return undefined;
      }
    }
    await wait(chance.between(0, PAUSE_MS));
  }
  throw new Error(`nobody answers ${query}`);
}

/** Rejects when the connection is cut before the whole answer has come. */
function post(url: string, token: string, body: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const call = request(`${url}/graphql`, { method: 'POST', headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('close', () => reject(new Error('cut')));
      answer.on('end', () => {
        if (!answer.complete) return reject(new Error('cut'));
        const said = Buffer.concat(parts).toString();
        resolve({ ...JSON.parse(said), status: answer.statusCode ?? 0 });
      });
    });
    call.setTimeout(PATIENCE_MS, () => call.destroy(new Error('no answer')));
    call.on('error', reject);
    call.end(body);
  });
}
