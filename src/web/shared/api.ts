import type { Document } from './document.ts';
import type { Text } from './text.ts';

/** The service said no, or could not be asked: a code, and sentences for the person in both languages. */
export class ApiRefusal extends Error {
  readonly code: string;
  readonly text: Text;

  constructor(code: string, text: Text) {
    super(`${code}: ${text.en}`);
    this.name = 'ApiRefusal';
    this.code = code;
    this.text = text;
  }
}

/** What to show a person when something went wrong, whatever it was. */
export const refusalText = (error: unknown): Text =>
  error instanceof ApiRefusal
    ? error.text
    : {
        zh: '页面出错了，请再试一次。',
        en: 'Something went wrong on this page, please try again.',
      };

interface Answer<T> {
  data?: T | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

/** One question to the service with an access token, or without one before sign-in. */
export interface Question<Result, Variables> {
  document: Document<Result, Variables>;
  variables: Variables;
  token?: string;
}

/** Asks the service at an address once; throws `ApiRefusal`. */
export type Ask = <Result, Variables>(question: Question<Result, Variables>) => Promise<Result>;

/** A way to ask the service at the address, always by POST so that nothing personal gets into a URL. */
export function askAt(url: string, fetcher: typeof fetch): Ask {
  return async ({ document, variables, token }) => {
    const response = await fetcher(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query: document, variables }),
    }).catch(() => {
      throw new ApiRefusal('UNREACHABLE', {
        zh: '连不上服务，请检查网络后再试。',
        en: 'The service cannot be reached, check the network and try again.',
      });
    });
    return dataOf(response);
  };
}

async function dataOf<Result>(response: Response): Promise<Result> {
  const answer: Answer<Result> = await response.json().catch(() => ({}));
  const problem = answer.errors?.[0];
  if (problem) throw refusalOf(problem);
  if (answer.data) return answer.data;
  throw new ApiRefusal('NO_ANSWER', {
    zh: `服务没有给出回答（${response.status}）。`,
    en: `The service gave no answer (${response.status}).`,
  });
}

function refusalOf({
  message,
  extensions = {},
}: {
  message: string;
  extensions?: Record<string, unknown>;
}) {
  const said = (key: string, otherwise: string) =>
    typeof extensions[key] === 'string' ? extensions[key] : otherwise;
  const reference = typeof extensions.reference === 'string' ? ` (${extensions.reference})` : '';
  return new ApiRefusal(said('code', 'INTERNAL'), {
    zh: said('zh', message) + reference,
    en: said('en', message) + reference,
  });
}
