import { InvalidArgumentError } from 'commander';
import type { FormatName } from '../reference/formats/format.ts';
import { FORMATS } from '../reference/formats/format.ts';

/** Runs are repeatable unless asked otherwise; any fixed seed does. */
export const DEFAULT_SEED = 1;

const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name);

/** One format. @throws InvalidArgumentError listing the formats */
export function parseFormat(text: string): FormatName {
  if (isFormat(text)) return text;
  throw new InvalidArgumentError(`The formats are ${Object.keys(FORMATS).join(', ')}.`);
}

/** `float32` or `float32,float64`; the option may also be repeated. */
export function parseFormats(text: string, before: readonly FormatName[] = []): readonly FormatName[] {
  return [...before, ...text.split(',').map((part) => parseFormat(part.trim()))];
}

/** An integer of 32 bits, as fast-check takes seeds. */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (text.trim() !== '' && Number.isInteger(seed) && Math.abs(seed) < 2 ** 31) return seed;
  throw new InvalidArgumentError('Write a whole number below 2147483648.');
}

export function parseProfile(text: string): 'standard' | 'strict' {
  if (text === 'standard' || text === 'strict') return text;
  throw new InvalidArgumentError('The profiles are standard and strict.');
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `90` or `90s`, `2m`, `500ms`, `1h`, in milliseconds. */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim());
  const milliseconds = match ? Math.round(Number(match[1]) * UNITS[match[2] ?? 's']!) : 0;
  if (milliseconds > 0) return milliseconds;
  throw new InvalidArgumentError('Write a time such as 30s, 2m or 500ms; a plain number is seconds.');
}

/** Collects `name=value`. */
export function parseAssignment(
  text: string,
  before: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const at = text.indexOf('=');
  if (at <= 0 || at === text.length - 1) throw new InvalidArgumentError('Write name=value, for example lrMax=0.001.');
  return new Map(before).set(text.slice(0, at).trim(), text.slice(at + 1).trim());
}
