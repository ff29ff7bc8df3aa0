/** Where a command writes to. Commands know nothing else of the terminal, so that tests can look at what users see. */
export interface Console {
  /** Results: what a pipe or a file receives. */
  out(text: string): void;
  /** Messages and progress: what a person sees beside the results. */
  err(text: string): void;
  /** Whether results may be coloured. */
  readonly colour: boolean;
  /** Whether progress may rewrite its line. */
  readonly live: boolean;
  /** Columns of the terminal that shows the progress. */
  readonly columns: number;
}

/**
 * The console of this process. Colour follows https://no-color.org and needs a terminal: a pipe gets plain text,
 * unless FORCE_COLOR asks for colour.
 */
export function processConsole(env: NodeJS.ProcessEnv = process.env): Console {
  const { stdout, stderr } = process;
  const asked = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '' && env.FORCE_COLOR !== '0';
  const refused = (env.NO_COLOR !== undefined && env.NO_COLOR !== '') || env.TERM === 'dumb';
  return {
    out: (text) => {
      stdout.write(text);
    },
    err: (text) => {
      stderr.write(text);
    },
    colour: !refused && (stdout.isTTY === true || asked),
    live: stderr.isTTY === true && env.TERM !== 'dumb' && env.CI === undefined,
    columns: stderr.columns ?? 80,
  };
}
