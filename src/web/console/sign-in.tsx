import { useEffect, useId, useState } from 'react';
import { refusalText } from '../shared/api.ts';
import type { Session } from '../shared/session.ts';
import { Both } from '../shared/both.tsx';
import type { Text } from '../shared/text.ts';
import { roleWords } from '../shared/words.ts';
import { BridgeMark } from './bridge-mark.tsx';
import { useDemoSignIns, type DemoSignIn } from './demo.ts';

/** Sign-in for staff by login and password; a demo offers its own sign-ins. */
export function SignInForm({ session }: { session: Session }) {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [refusal, setRefusal] = useState<Text>();
  const [busy, setBusy] = useState(false);
  const demo = useDemoSignIns();
  const take = (one: DemoSignIn | undefined) => {
    setLogin(one?.login ?? '');
    setPassword(one?.password ?? '');
  };
  useEffect(() => take(demo[0]), [demo]);
  const submit = async () => {
    setBusy(true);
    setRefusal(undefined);
    await session.signIn(login, password).catch((error: unknown) => setRefusal(refusalText(error)));
    setBusy(false);
  };
  return (
    <main className="sign-in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <h1>
          <BridgeMark />
          <Both zh="红桥调度台" en="Red Bridge Dispatch" />
        </h1>
        <Field
          label={{ zh: '用户名', en: 'Login' }}
          value={login}
          onChange={setLogin}
          autoComplete="username"
        />
        <Field
          label={{ zh: '密码', en: 'Password' }}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        {refusal ? (
          <p role="alert" className="refusal">
            <Both {...refusal} />
          </p>
        ) : null}
        <button type="submit" className="primary" disabled={busy || !login || !password}>
          <Both zh="登录" en="Sign in" />
        </button>
        {demo.length > 0 ? <DemoChoice demo={demo} take={take} /> : null}
      </form>
    </main>
  );
}

interface FieldProps {
  label: Text;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'username' | 'current-password';
}

function Field({ label, value, onChange, autoComplete }: FieldProps) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>
        <Both {...label} />
      </label>
      <input
        id={id}
        required
        type={autoComplete === 'username' ? 'text' : 'password'}
        autoComplete={autoComplete}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </p>
  );
}

const DemoChoice = ({ demo, take }: { demo: DemoSignIn[]; take: (one: DemoSignIn) => void }) => (
  <fieldset className="demo-choice">
    <legend>
      <Both zh="演示账号，演示数据" en="Demo sign-ins, invented data" />
    </legend>
    {demo.map((one) => (
      <button key={one.login} type="button" onClick={() => take(one)}>
        <strong>{one.name}</strong>
        <Both {...roleWords[one.role]} />
      </button>
    ))}
  </fieldset>
);
