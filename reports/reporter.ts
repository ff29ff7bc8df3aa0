import type { ResultRecord } from './record.ts';

/**
 * A report as a pure function of the records: the same records give the same bytes. It accepts truncated runs (no
 * header, no footer) and says so in the text; it never throws on valid records.
 */
export type Reporter = (records: readonly ResultRecord[]) => string;
