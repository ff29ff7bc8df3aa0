import type { Example, Numeral } from './record.ts';

/** Elements of a vector shown before the rest is only counted: more do not fit into a report of 80 columns. */
const SHOWN_ELEMENTS = 6;

/** `-88.5 (0xc2b10000)`: the decimal for people, the bits for exactness. */
export function describeNumeral({ decimal, bits }: Numeral): string {
  return bits === undefined ? decimal : `${decimal} (${bits})`;
}

function describeVector(elements: readonly Numeral[]): string {
  const [only] = elements;
  if (elements.length === 1 && only !== undefined) return describeNumeral(only);
  const shown = elements.slice(0, SHOWN_ELEMENTS).map((element) => element.decimal);
  const hidden = elements.length - shown.length;
  return `[${shown.join(', ')}${hidden > 0 ? `, … ${hidden} more` : ''}]`;
}

/** `x = -88.5 (0xc2b10000), lr = 0.5`: every input of the example. */
export function describeInput(example: Example): string {
  const parts = Object.entries(example.input).map(([key, elements]) => `${key} = ${describeVector(elements)}`);
  return parts.length === 0 ? 'no input' : parts.join(', ');
}

/** `theta[3] at step 2`: the output in question. */
export function describeOutput({ output, element, step }: Example): string {
  return `${output}[${element}]${step === undefined ? '' : ` at step ${step}`}`;
}

/** Three significant digits: an error is known far better, but nobody reads more. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential(2);
  return String(Number(value.toPrecision(3)));
}

/** `+2.31 ulp`; `no finite error` where the error has no size (NaN, infinities of the wrong kind). */
export function describeUlp(ulp: number | null): string {
  if (ulp === null) return 'no finite error';
  return `${ulp > 0 ? '+' : ''}${threeDigits(ulp)} ulp`;
}

/** `needs K = 17600`: the smallest constant with which the value would be in class mixed. */
export function describeScore(score: number | null): string | undefined {
  return score === null ? undefined : `needs K = ${threeDigits(score)}`;
}
