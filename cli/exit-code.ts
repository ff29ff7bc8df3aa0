/** Exit codes of every command; documented in `assay --help`. */
export const EXIT = {
  /** Everything that was judged conforms. */
  conforms: 0,
  /** At least one finding that the profile does not accept. */
  findings: 1,
  /** The command line, a page or the report folder is wrong: nothing was judged, or nothing could be kept. */
  usage: 2,
  /** A subject could not be opened, or its adapter is broken. */
  unavailable: 3,
  /** A fault of Assay itself. */
  fault: 4,
  /** Interrupted from the keyboard: 128 + SIGINT, as shells have it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
