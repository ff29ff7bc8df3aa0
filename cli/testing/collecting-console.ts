import type { Console } from '../console.ts';

/** A console that keeps what a command writes, as a pipe would receive it. */
export interface CollectingConsole extends Console {
  readonly output: () => string;
  readonly messages: () => string;
}

export function collectingConsole(
  options: Partial<Pick<Console, 'colour' | 'live' | 'columns'>> = {},
): CollectingConsole {
  const out: string[] = [];
  const err: string[] = [];
  return {
    colour: false,
    live: false,
    columns: 80,
    ...options,
    out: (text) => {
      out.push(text);
    },
    err: (text) => {
      err.push(text);
    },
    output: () => out.join(''),
    messages: () => err.join(''),
  };
}
