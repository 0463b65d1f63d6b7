import { useEffect, useRef, type ReactNode } from 'react';
import { Both } from '../shared/both.tsx';
import { both, type Text } from '../shared/text.ts';
import { useDesk } from './desk.ts';

interface SideProps {
  title: Text;
  refusal: Text | undefined;
  /** Whether everything has been asked for once. */
  ready: boolean;
  name: string;
  children: ReactNode;
}

/** A panel at the right with a title that takes the focus, what was refused, and its contents. */
export function SidePanel({ title, refusal, ready, name, children }: SideProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <aside className="panel" aria-labelledby="panel-title" data-side={name} data-ready={ready}>
      <header className="panel-head">
        <h2 id="panel-title" tabIndex={-1} ref={heading}>
          <Both {...title} />
        </h2>
        <CloseButton />
      </header>
      <Refusal text={refusal} />
      {ready || refusal ? (
        children
      ) : (
        <p className="hint" role="status">
          <Both zh="正在取…" en="Loading…" />
        </p>
      )}
    </aside>
  );
}

export const Refusal = ({ text }: { text: Text | undefined }) => (
  <div role="alert">
    {text ? (
      <p className="refusal">
        <Both {...text} />
      </p>
    ) : null}
  </div>
);

export function CloseButton() {
  const { panel } = useDesk();
  return (
    <button
      type="button"
      className="close"
      aria-label={both({ zh: '关闭', en: 'Close' })}
      onClick={() => panel.change(() => ({ show: 'nothing' }))}
    >
      ×
    </button>
  );
}

/** A part of a panel with its heading. */
export const Part = ({ title, id, children }: { title: Text; id: string; children: ReactNode }) => (
  <section className="part" aria-labelledby={id}>
    <h3 id={id}>
      <Both {...title} />
    </h3>
    {children}
  </section>
);

export const Nothing = (text: Text) => (
  <p className="hint">
    <Both {...text} />
  </p>
);
