/** A measurement and the figure that it is held against. */
export interface Measured {
  name: string;
  unit: string;
  values: number[];
  /** Which of the sorted values counts: 0.5 is the median. */
  quantile?: number;
  bar: number;
}

/** Prints the line, in the form of all benchmarks; `ratio` is to the bar. */
export function report({ name, unit, values, quantile = 0.5, bar }: Measured): void {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * quantile) - 1)] ?? Number.NaN;
  const round = (number: number | undefined) => Math.round((number ?? Number.NaN) * 1000) / 1000;
  const line = {
    ...{ bench: 'console', case: name, value: round(value), unit, against: 'bar', against_value: bar },
    ...{ ratio: round(value / bar), runs: sorted.length, min: round(sorted[0]), max: round(sorted.at(-1)) },
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
