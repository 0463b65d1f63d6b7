import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';

const Now = createContext(0);

/** Lets everything inside tell the time by the service's clock, with one timer for all. */
export function Clock({ offsetMs, children }: { offsetMs: number; children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return <Now value={now + offsetMs}>{children}</Now>;
}

/** Now by the service's clock, in milliseconds since 1970; rendered again each second. */
export const useNow = (): number => useContext(Now);
