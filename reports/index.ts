/** Public surface of the result records and the reports made of them. */
export { htmlReport } from './html/html-report.ts';
export { resultsJsonSchema } from './json-schema.ts';
export { junitReport } from './junit.ts';
export { markdownReport } from './markdown.ts';
export { openResultWriter, RESULTS_FILE, type ResultWriter, recordLine } from './ndjson.ts';
export { type BadLine, type ReadResults, readResults } from './ndjson-reader.ts';
export type * from './record.ts';
export type { Reporter } from './reporter.ts';
export { type Standing, standing, type Tally, tally } from './tally.ts';
export { type TerminalOptions, terminalReport } from './terminal.ts';
export { diagnosisSentence, subjectSentence, verdictSentence } from './verdict-sentence.ts';
