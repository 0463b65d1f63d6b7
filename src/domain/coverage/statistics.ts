/** The two-sided 95 % normal quantile. */
const Z = 1.959964;

/** The 95 % interval of a share of hits among n, after Wilson (1927); n is at least 1. */
export function wilson(hits: number, n: number): { readonly low: number; readonly high: number } {
  const share = hits / n;
  const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
  const scale = 1 + (Z * Z) / n;
  const middle = share + (Z * Z) / (2 * n);
  return {
    low: Math.max(0, (middle - spread) / scale),
    high: Math.min(1, (middle + spread) / scale),
  };
}

/** Cases among those exposed to them. */
export interface Exposed {
  readonly cases: number;
  readonly exposure: number;
}

/**
 * Rates drawn towards the mean of all, the more the smaller the exposure: empirical Bayes with a gamma prior whose mean and
 * variance come from the rates themselves by moments (Marshall 1991). Where the rates differ no more than chance would make
 * them, all are the mean. No exposure, no own rate: the mean.
 */
export function shrunkenRates(all: readonly Exposed[]): number[] {
  const exposure = all.reduce((sum, one) => sum + one.exposure, 0);
  const cases = all.reduce((sum, one) => sum + one.cases, 0);
  if (exposure === 0) return all.map(() => 0);
  const mean = cases / exposure;
  const spread = all
    .filter((one) => one.exposure > 0)
    .reduce((sum, one) => sum + one.exposure * (one.cases / one.exposure - mean) ** 2, 0);
  const variance = Math.max(0, spread / exposure - mean / (exposure / all.length));
  return all.map((one) => {
    if (one.exposure === 0 || variance === 0) return mean;
    const own = variance / (variance + mean / one.exposure);
    return mean + own * (one.cases / one.exposure - mean);
  });
}
