import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What the service refused, by its stable code. */
export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** One person's connection to the running service: HTTP for questions, a socket for what is pushed. */
export class Api {
  private readonly url: string;
  private token: string;
  private refreshToken: string;
  private renewAt: number;

  private constructor(url: string, { accessToken, refreshToken, expiresAt }: SignedIn) {
    this.url = url;
    this.token = accessToken;
    this.refreshToken = refreshToken;
    this.renewAt = Date.parse(expiresAt) - RENEW_BEFORE_MS;
  }

  static async signIn(url: string, login: string, password: string): Promise<Api> {
    const { signIn } = await post<{ signIn: SignedIn }>(url, {
      query: `mutation ($login: String!, $password: String!) {
        signIn(login: $login, password: $password) { ${SIGNED_IN} } }`,
      variables: { login, password },
    });
    return new Api(url, signIn);
  }

  async ask<T>(query: string, variables: object = {}): Promise<T> {
    if (performance.timeOrigin + performance.now() > this.renewAt) await this.renew();
    return post<T>(this.url, { query, variables }, this.token);
  }

  socket(): Client {
    return createClient({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: true,
      connectionParams: () => ({ token: this.token }),
      onNonLazyError: () => undefined,
    });
  }

  private async renew(): Promise<void> {
    const { refresh } = await post<{ refresh: SignedIn }>(this.url, {
      query: `mutation ($token: String!) { refresh(refreshToken: $token) { ${SIGNED_IN} } }`,
      variables: { token: this.refreshToken },
    });
    this.token = refresh.accessToken;
    this.refreshToken = refresh.refreshToken;
    this.renewAt = Date.parse(refresh.expiresAt) - RENEW_BEFORE_MS;
  }
}

const RENEW_BEFORE_MS = 60_000;
const SIGNED_IN = 'accessToken refreshToken expiresAt';

interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

async function post<T>(url: string, body: object, token?: string): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as Answer<T>;
  const [error] = errors ?? [];
  if (error) throw new Refused(error.extensions?.code ?? 'UNKNOWN', error.message);
  return data!;
}
