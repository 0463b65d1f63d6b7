/** How long a standing is believed: a revocation or a new scope tells within this time. */
const BELIEVED_MS = 1_000;
const REMEMBERED = 10_000;

/** Looks a standing up at most once a second, whatever the number of those who ask. */
export function remembering<Standing>(load: (key: string) => Promise<Standing>) {
  const remembered = new Map<string, { untilMs: number; standing: Promise<Standing> }>();
  return (key: string, now: Date): Promise<Standing> => {
    const nowMs = now.getTime();
    const known = remembered.get(key);
    if (known && nowMs < known.untilMs) return known.standing;
    const standing = load(key);
    standing.catch(() => remembered.delete(key));
    remembered.delete(key);
    remembered.set(key, { untilMs: nowMs + BELIEVED_MS, standing });
    if (remembered.size > REMEMBERED) remembered.delete(remembered.keys().next().value!);
    return standing;
  };
}
