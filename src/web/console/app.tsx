import { useEffect, useMemo, useState } from 'react';
import { ApiRefusal, refusalText } from '../shared/api.ts';
import type { Me } from '../shared/documents/access.ts';
import type { Session } from '../shared/session.ts';
import { useStore } from '../shared/store.ts';
import { Both } from '../shared/both.tsx';
import type { Text } from '../shared/text.ts';
import { createDesk, DeskContext, type Desk } from './desk.ts';
import { GroundQuery, type Ground } from './documents/ground.ts';
import { KindsQuery, type Kind } from './documents/opening.ts';
import { openBoard } from './live.ts';
import { Page } from './page.tsx';
import { SignInForm } from './sign-in.tsx';

/** The console: the sign-in, and behind it the desk of whoever is signed in. */
export function App({ session }: { session: Session }) {
  const presence = useStore(session.presence);
  if (presence.phase === 'resuming') return <Waiting zh="正在打开…" en="Opening…" />;
  if (presence.phase === 'out') return <SignInForm session={session} />;
  return <SignedIn session={session} me={presence.me} />;
}

const Waiting = (text: Text) => (
  <main className="waiting" role="status">
    <Both {...text} />
  </main>
);

function SignedIn({ session, me }: { session: Session; me: Me }) {
  const desk = useMemo(() => createDesk(session, me), [session, me]);
  const { start, failure } = useStart(desk);
  useEffect(() => () => void desk.client.dispose(), [desk]);
  if (failure) return <Refused session={session} text={failure} />;
  if (!start) return <Waiting zh="正在取街道和请求…" en="Loading the street and its requests…" />;
  return (
    <DeskContext value={desk}>
      <Page ground={start.ground} kinds={start.kinds} />
    </DeskContext>
  );
}

interface Start {
  ground: Ground;
  kinds: Kind[];
}

/** Loads what the page stands on and keeps the board live as long as the page is open. */
function useStart(desk: Desk): { start?: Start; failure?: Text } {
  const [start, setStart] = useState<Start>();
  const [failure, setFailure] = useState<Text>();
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    const load = async () => {
      const [ground, { requestKinds: kinds }, follow] = await Promise.all([
        desk.session.ask(GroundQuery, {}),
        desk.session.ask(KindsQuery, {}),
        openBoard(desk),
      ]);
      if (left) return follow();
      stop = follow;
      setStart({ ground, kinds });
    };
    load().catch((error: unknown) => left || setFailure(failureText(error)));
    return () => {
      left = true;
      stop?.();
    };
  }, [desk]);
  return { ...(start && { start }), ...(failure && { failure }) };
}

const failureText = (error: unknown): Text =>
  error instanceof ApiRefusal && error.code === 'NOT_FOUND'
    ? { zh: '这个账号不能使用调度台。', en: 'This account cannot use the dispatch console.' }
    : refusalText(error);

const Refused = ({ session, text }: { session: Session; text: Text }) => (
  <main className="waiting">
    <p role="alert">
      <Both {...text} />
    </p>
    <p>
      <button type="button" onClick={() => location.reload()}>
        <Both zh="再试一次" en="Try again" />
      </button>{' '}
      <button type="button" onClick={() => void session.signOut()}>
        <Both zh="换个账号" en="Other account" />
      </button>
    </p>
  </main>
);
