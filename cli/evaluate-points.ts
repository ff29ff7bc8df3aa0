import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { toHex } from '../reference/formats/bits.ts';
import { FORMATS, type Format, type FormatName } from '../reference/formats/format.ts';
import type { Page } from '../spec/language/page.ts';
import { rationalFromNumber } from '../spec/language/rational.ts';
import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';
import { type EvaluatedNumber, evaluatePage } from './evaluate-page.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { loadSpec, requirePage } from './load-spec.ts';
import { outwardDecimals } from './outward-decimal.ts';
import { pageArguments, requireInside } from './page-arguments.ts';
import { parseNumber } from './parse-number.ts';

export interface EvaluateOptions {
  readonly format: FormatName;
  readonly derivative?: boolean;
  readonly set?: ReadonlyMap<string, string>;
  readonly mode?: string;
  readonly stdin?: boolean;
  readonly json?: boolean;
  readonly pages?: string;
}

function readPoint(page: Page, key: string, format: Format, text: string): number[] {
  const symbol = page.symbols.get(key)!;
  return text.split(',').map((each) => {
    const value = parseNumber(format, each);
    if (symbol.role === 'time') requireInside(symbol, rationalFromNumber(value), each);
    return value;
  });
}

function asJson(format: Format, input: readonly number[], output: readonly EvaluatedNumber[]): string {
  return JSON.stringify({
    input: input.map((x) => toHex(format, x)),
    output: output.map(({ value }) => (value === undefined ? null : toHex(format, value))),
    enclosure: output.map(({ enclosure }) => (enclosure === undefined ? null : outwardDecimals(enclosure))),
  });
}

function asText(format: Format, output: readonly EvaluatedNumber[]): string {
  return output
    .map(({ name, value, unsigned, enclosure }) => {
      const number = unsigned ? '0 or -0' : Object.is(value, -0) ? '-0' : value;
      const said = value === undefined ? 'undecided' : `${number} (${toHex(format, value)})`;
      if (enclosure === undefined)
        return `${name} = ${said}${value === undefined ? ': no real value here' : ', as the page promises'}`;
      const [lower, upper] = outwardDecimals(enclosure);
      return `${name} = ${said}  ${lower === upper ? 'exactly' : 'in'} ${lower === upper ? lower : `[${lower}, ${upper}]`}`;
    })
    .join('\n');
}

async function* pointTexts(points: readonly string[], stdin: Readable | undefined): AsyncGenerator<string> {
  yield* points;
  if (!stdin) return;
  for await (const line of createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield line;
  }
}

/**
 * `assay eval`: the oracle at points. A point that cannot be read is told on stderr and, with `--json`, gives an
 * object with `error`, so that answers stay in step with the points; the rest is still answered.
 */
export async function evaluatePoints(
  id: string,
  points: readonly string[],
  options: EvaluateOptions,
  console: Console,
  stdin: Readable = process.stdin,
): Promise<ExitCode> {
  const page = requirePage(loadSpec(options.pages), id);
  const format = FORMATS[options.format];
  if (points.length === 0 && !options.stdin) {
    throw new CommandError(`give points, e.g. \`assay eval ${page.name} --format ${format.name} 0.5\`, or --stdin`);
  }
  const given = pageArguments(page, format, options.set ?? new Map());
  const evaluate = evaluatePage(page, format, given, {
    derivative: options.derivative ?? false,
    ...(options.mode !== undefined && { mode: options.mode }),
  });
  let exitCode: ExitCode = EXIT.conforms;
  for await (const text of pointTexts(points, options.stdin ? stdin : undefined)) {
    try {
      const input = readPoint(page, given.point, format, text);
      const output = evaluate(input);
      console.out(`${options.json ? asJson(format, input, output) : asText(format, output)}\n`);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      exitCode = error.exitCode;
      console.err(`assay: point \`${text.trim()}\`: ${error.message}\n`);
      if (options.json) console.out(`${JSON.stringify({ error: error.message })}\n`);
    }
  }
  return exitCode;
}
