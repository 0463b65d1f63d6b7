import { ApiRefusal, type Ask } from './api.ts';
import type { Document } from './document.ts';
import { Refresh, SignIn, SignOut, type Me, type SignedIn } from './documents/access.ts';
import { createStore, type Store } from './store.ts';

/** Whether somebody is signed in on this page. */
export type Presence = { phase: 'resuming' } | { phase: 'out' } | { phase: 'in'; me: Me };

/** A signed-in page: the access token lives in memory only, the refresh token as long as the tab. */
export interface Session {
  presence: Store<Presence>;
  resume(): Promise<void>;
  signIn(login: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  /** A token that is good for at least half a minute; throws `ApiRefusal` when signed out. */
  token(): Promise<string>;
  ask<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
}

const REFRESH_KEY = 'red-bridge.refresh';
const SPARE_MS = 30_000;
/** What the service says when the token, not the person, is the trouble. */
const TOKEN_CODES: ReadonlySet<string> = new Set(['NOT_SIGNED_IN', 'TOKEN_INVALID']);
const signedOut = () =>
  new ApiRefusal('NOT_SIGNED_IN', { zh: '请先登录。', en: 'Please sign in first.' });

/** A session over one way to ask the service, kept over reloads in the storage of the tab. */
export function createSession(askService: Ask, storage: Storage): Session {
  const presence = createStore<Presence>({ phase: 'resuming' });
  let current: SignedIn | undefined;
  let refreshing: Promise<SignedIn> | undefined;

  const enter = (signedIn: SignedIn): SignedIn => {
    current = signedIn;
    storage.setItem(REFRESH_KEY, signedIn.refreshToken);
    presence.change((now) => (now.phase === 'in' ? now : { phase: 'in', me: signedIn.me }));
    return signedIn;
  };
  const leave = () => {
    current = undefined;
    storage.removeItem(REFRESH_KEY);
    presence.change(() => ({ phase: 'out' }));
  };
  const refresh = async (): Promise<SignedIn> => {
    const refreshToken = storage.getItem(REFRESH_KEY);
    if (!refreshToken) throw signedOut();
    try {
      const answer = await askService({ document: Refresh, variables: { refreshToken } });
      return enter(answer.refresh);
    } catch (error) {
      if (!(error instanceof ApiRefusal && error.code === 'UNREACHABLE')) leave();
      throw error;
    }
  };
  const freshOnce = () => (refreshing ??= refresh().finally(() => (refreshing = undefined)));
  const token = async () => {
    const good = current && Date.parse(current.expiresAt) - Date.now() > SPARE_MS;
    return (good ? current! : await freshOnce()).accessToken;
  };

  return {
    presence,
    token,
    async resume() {
      await freshOnce().catch(() => presence.change(() => ({ phase: 'out' })));
    },
    async signIn(login, password) {
      enter((await askService({ document: SignIn, variables: { login, password } })).signIn);
    },
    async signOut() {
      const last = await token().catch(() => undefined);
      leave();
      await askService({ document: SignOut, variables: {}, token: last }).catch(() => undefined);
    },
    async ask(document, variables) {
      try {
        return await askService({ document, variables, token: await token() });
      } catch (error) {
        if (!(error instanceof ApiRefusal && TOKEN_CODES.has(error.code) && current)) throw error;
        const again = await freshOnce();
        return askService({ document, variables, token: again.accessToken });
      }
    },
  };
}
