const PATIENCE_MS = 45_000;

/** Waits for a condition in the database or the process. */
export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain until ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
