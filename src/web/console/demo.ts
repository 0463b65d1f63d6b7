import { useEffect, useState } from 'react';
import type { Role } from '../shared/documents/access.ts';

/** A sign-in that a demo tells everybody. */
export interface DemoSignIn {
  role: Role;
  login?: string;
  password?: string;
  name: string;
}

const usable: ReadonlySet<string> = new Set(['STREET_STAFF', 'COMMUNITY_STAFF']);

/** The sign-ins a demo tells for the console; none elsewhere. */
export function useDemoSignIns(): DemoSignIn[] {
  const [demo, setDemo] = useState<DemoSignIn[]>([]);
  useEffect(() => {
    let left = false;
    const ask = async () => {
      const response = await fetch('/demo.json');
      if (!response.ok) return;
      const all: DemoSignIn[] = await response.json();
      if (!left) setDemo(all.filter(({ role, login }) => login && usable.has(role)));
    };
    void ask().catch(() => undefined);
    return () => {
      left = true;
    };
  }, []);
  return demo;
}
