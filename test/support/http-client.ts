import type { Running } from './running.ts';

/** One answer over HTTP: the text as it came, and what it says. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
  readonly data: Record<string, any> | null | undefined;
  readonly errors: readonly Refused[];
}

export interface Refused {
  readonly message: string;
  readonly extensions: { code: string; zh: string; en: string; facts?: Record<string, any> };
}

export const postTo = async (address: string, body: string, headers: Record<string, string>) =>
  fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

export async function answerOf(response: Response): Promise<HttpAnswer> {
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Partial<HttpAnswer>;
  return { status: response.status, text, data, errors };
}

/** Asks over HTTP, as whoever holds this token. */
export const httpClient =
  ({ address }: Pick<Running, 'address'>, token?: string) =>
  async (query: string, variables?: Record<string, unknown>): Promise<HttpAnswer> =>
    answerOf(
      await postTo(address, JSON.stringify({ query, variables }), {
        ...(token && { authorization: `Bearer ${token}` }),
      }),
    );

export type HttpClient = ReturnType<typeof httpClient>;

/** Every refusal has a code and says why in both languages of the product. */
export function expectRefused({ errors }: Pick<HttpAnswer, 'errors'>, code?: string): void {
  expect(errors.length).toBeGreaterThan(0);
  for (const { extensions } of errors) {
    expect(extensions).toMatchObject({
      code: code ?? expect.stringMatching(/^[A-Z_]+$/),
      zh: expect.stringMatching(/[\u4e00-\u9fff]/),
      en: expect.stringMatching(/[a-z]/),
    });
    expect(extensions.code).not.toMatch(/INTERNAL/);
  }
}
