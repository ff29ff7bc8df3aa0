import type { Examined, Observation } from './conformance.ts';
import type { CallInfo, Outputs, Tensor } from './contract.ts';
import { hyperFor, inputsFor } from './examination-inputs.ts';
import { changedInputs, copyOutputs, sameOutputs, shapeLike, wrongOutput } from './examine-outputs.ts';
import { copyTensor, numbersOf, tensorOf } from './tensor.ts';

/** Longer than any vector register and its unrolling, and odd, so that a tail remains. */
const LENGTH = 67;

/** Above a block of 4,096, where libraries go over to blocks or threads; not more, for the sake of slow subjects. */
const LARGE = 4_099;

type Call = (inputs: readonly Tensor[]) => Promise<Outputs>;

/** The calls that a stateless kernel offers, each with what it returns. */
function callsOf({ page, kernel, format }: Examined): { name: string; keys: readonly string[]; call: Call }[] {
  const info: CallInfo = { hyper: hyperFor(page, kernel), mode: page.modes[0] ?? '' };
  const calls: { name: string; keys: readonly string[]; call: Call }[] = [];
  const { forward, gradient } = kernel;
  if (forward) calls.push({ name: 'forward', keys: page.outputs, call: async (inputs) => forward(inputs, info) });
  if (gradient) {
    const call: Call = async (inputs) => {
      // The cotangent is shaped like the output, which on a tensor page need not be any input's shape.
      const output = page.kind === 'tensor' ? (await forward?.(inputs, info))?.[page.outputs[0]!] : undefined;
      const { data, shape } = output ?? inputs[0]!;
      return gradient(inputs, tensorOf(format, new Float64Array(data.length).fill(1), shape), info);
    };
    calls.push({ name: 'gradient', keys: page.call, call });
  }
  return calls;
}

/** Stateless kernels: shapes, inputs, determinism, lengths, and one value alone against the same among others. */
export async function* examineCalls(examined: Examined): AsyncGenerator<Observation, void> {
  const { page, format } = examined;
  for (const { name, keys, call } of callsOf(examined)) {
    const inputs = inputsFor(page, format, LENGTH);
    const given = inputs.map(copyTensor);
    const first = copyOutputs(await call(given));
    const wrong = wrongOutput(first, keys, format, shapeLike(page, inputs));
    if (wrong) {
      yield { aspect: 'shapes', level: 'fault', says: `${name}: ${wrong}` };
      continue;
    }
    yield { aspect: 'shapes', level: 'sound', says: `${name} returns the shapes and formats of the page` };

    const changed = changedInputs(page, inputs, given);
    if (changed.length > 0) {
      const says = `${name} changed its caller's ${changed.map((key) => `\`${key}\``).join(', ')} in place`;
      yield { aspect: 'inputs untouched', level: 'fault', says };
      continue;
    }
    yield { aspect: 'inputs untouched', level: 'sound', says: `${name} leaves its inputs alone` };

    const again = [await call(inputs), await call(inputs)];
    const same = again.every((each) => sameOutputs(first, each));
    yield same
      ? { aspect: 'determinism', level: 'sound', says: `${name} gives the same bits three times` }
      : { aspect: 'determinism', level: 'fault', says: `${name} gives different bits for the same inputs` };
    if (!same) continue;

    const other = inputsFor(page, format, LENGTH, 5);
    const [a, b, c] = await Promise.all([call(inputs), call(other), call(inputs)]);
    const independent =
      sameOutputs(first, a) && sameOutputs(first, c) && sameOutputs(copyOutputs(await call(other)), b);
    yield independent
      ? { aspect: 'independent calls', level: 'sound', says: `${name} keeps calls apart that run at the same time` }
      : { aspect: 'independent calls', level: 'fault', says: `${name} mixes up calls that run at the same time` };

    yield* examineLengths(examined, name, keys, call);
    if (page.kind === 'scalar') yield await examineAlone(examined, name, call, inputs[0]!, first);
  }
}

async function* examineLengths(
  { page, format }: Examined,
  name: string,
  keys: readonly string[],
  call: Call,
): AsyncGenerator<Observation, void> {
  for (const length of [1, LARGE]) {
    const inputs = inputsFor(page, format, length);
    const wrong = wrongOutput(await call(inputs), keys, format, shapeLike(page, inputs));
    yield wrong
      ? { aspect: 'lengths', level: 'fault', says: `${name} of ${length} elements: ${wrong}` }
      : { aspect: 'lengths', level: 'sound', says: `${name} takes ${length} element${length === 1 ? '' : 's'}` };
  }
  try {
    const inputs = inputsFor(page, format, 0);
    const wrong = wrongOutput(await call(inputs), keys, format, shapeLike(page, inputs));
    yield wrong
      ? { aspect: 'lengths', level: 'property', says: `${name} of no elements: ${wrong}` }
      : { aspect: 'lengths', level: 'sound', says: `${name} takes a tensor without elements` };
  } catch {
    yield { aspect: 'lengths', level: 'property', says: `${name} refuses a tensor without elements` };
  }
}

/** Real libraries compute vectors and single values by different code; where that shows it is worth knowing. */
async function examineAlone(
  { format }: Examined,
  name: string,
  call: Call,
  x: Tensor,
  together: Outputs,
): Promise<Observation> {
  const values = numbersOf(x);
  const [key, batch] = Object.entries(together)[0]!;
  const results = numbersOf(batch);
  let differ = 0;
  for (const [i, value] of values.entries()) {
    const alone = numbersOf((await call([tensorOf(format, [value])]))[key]!)[0]!;
    if (!Object.is(alone, results[i])) differ++;
  }
  return differ === 0
    ? { aspect: 'scalar and vector', level: 'sound', says: `${name} gives a value alone the bits it has among others` }
    : {
        aspect: 'scalar and vector',
        level: 'property',
        says: `${name} gives ${differ} of ${values.length} values other bits alone than among others`,
      };
}
