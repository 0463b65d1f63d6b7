/** The engine's own figure for a public day, simulated in minutes of the day, without service, sockets or people. */
export interface EngineFigure {
  readonly ctd: number;
  readonly p90: number;
  readonly undeliveredPct: number;
}

interface Benchmark {
  readonly figureOf: (directory: string) => EngineFigure;
}

/** Asks the benchmark of the repository; nothing where only the built service is at hand. */
export async function engineFigure(directory: string): Promise<EngineFigure | undefined> {
  const benchmark = new URL('../../bench/mdrp/figure.ts', import.meta.url).href;
  try {
    const { figureOf } = (await import(benchmark)) as Benchmark;
    return figureOf(directory);
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
