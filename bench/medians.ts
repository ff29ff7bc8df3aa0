import type { Bench } from 'tinybench';

/** Runs every task and gives the median time of each, in milliseconds. @throws the error of a task that fails */
export async function medians(bench: Bench): Promise<{ readonly what: string; readonly value: number }[]> {
  await bench.run();
  return bench.tasks.map(({ name, result }) => {
    if ('error' in result) throw result.error;
    if (!('latency' in result)) throw new Error(`the benchmark "${name}" did not run to its end`);
    return { what: name, value: result.latency.p50 };
  });
}
