/** One line of the table: a median, and the promise it is held to where there is one. */
export interface Measurement {
  readonly what: string;
  readonly value: number;
  readonly unit: 's' | 'µs' | 'million/s' | '%';
  /** The largest value that is promised, in the same unit. */
  readonly promise?: number;
}

/** The middle value, the upper one of two. @throws RangeError where there is none */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new RangeError('a median needs at least one value');
  return middle;
}

export const keepsPromise = ({ value, promise }: Measurement): boolean => promise === undefined || value <= promise;
