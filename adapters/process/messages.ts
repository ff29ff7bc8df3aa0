import { z } from 'zod';

/** The number of this protocol. It changes when a subject written for the number before could no longer be judged. */
export const PROTOCOL = 1;

const format = z.enum(['float16', 'bfloat16', 'float32', 'float64']);

/** A number of float64 as JSON writes it; what JSON cannot write goes as a string. */
const scalar = z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]);
const hyper = z.record(z.string(), scalar).describe('hyper-parameters by page key');

const tensor = z
  .object({
    dtype: format,
    shape: z.array(z.int().nonnegative()).describe('row-major; [] for a scalar'),
    data: z.base64().describe('the elements, little-endian, in base64; half formats as 16-bit patterns'),
  })
  .meta({ id: 'tensor' });
const tensors = z.record(z.string(), tensor).describe('tensors by page key');

const page = z.object({
  id: z.string(),
  kind: z.enum(['scalar', 'tensor', 'stateful', 'schedule']),
  call: z.array(z.string()).describe('keys of the inputs, in the order of `inputs`'),
  outputs: z.array(z.string()),
  states: z.array(z.string()),
  hyper: z.array(z.string()),
  modes: z.array(z.string()),
  shapeOf: z.record(z.string(), z.string()).describe('key of an output or state to the input whose shape it has'),
  axes: z.record(z.string(), z.array(z.string())).optional(),
});

const seq = z.string().describe('opaque; the reply repeats it');
const instance = z.int().positive().describe('chosen by Assay, unique while a process lives');
const called = { page: z.string().describe('the whole id'), inputs: z.array(tensor), hyper, mode: z.string(), format };

/** What Assay writes to the subject's stdin, one a line. */
export const request = z.discriminatedUnion('kind', [
  z.object({ seq, kind: z.literal('hello'), protocol: z.int(), pages: z.array(page) }),
  z.object({ seq, kind: z.literal('forward'), ...called }),
  z.object({ seq, kind: z.literal('gradient'), ...called, cotangent: tensor }),
  z.object({ seq, kind: z.literal('create'), instance, page: z.string(), hyper, format }),
  z.object({ seq, kind: z.literal('step'), instance, inputs: z.array(tensor) }),
  z.object({ seq, kind: z.literal('state'), instance }),
  z.object({ seq, kind: z.literal('load'), instance, state: tensors }),
  z.object({ seq, kind: z.literal('set'), instance, hyper }),
  z.object({ seq, kind: z.literal('mode'), instance, mode: z.string() }),
  z.object({ seq, kind: z.literal('dispose'), instance }),
]);

const kernel = z.object({
  formats: z.array(format).min(1),
  origin: z.enum(['native', 'composed']).optional(),
  modes: z.array(z.string()).optional(),
  hyper: z.record(z.string(), z.number()).optional().describe('values that are built in, whatever is asked'),
  forward: z.boolean().optional(),
  gradient: z.boolean().optional(),
  create: z.boolean().optional(),
});

const text = z.string();
const problem = z.object({
  message: text.describe('one line for a person'),
  fault: z
    .enum(['not-a-subject', 'threw', 'wrong-length', 'wrong-type', 'missing-output', 'mutated-input'])
    .optional()
    .describe('`threw` where it is absent'),
  detail: text.optional().describe('a stack, or whatever else its author wants to see'),
});

/** The value of a reply, by the kind of its request. */
export const VALUES = {
  hello: z.object({
    protocol: z.literal(PROTOCOL),
    name: text.min(1),
    version: text.min(1),
    details: z.record(text, text).optional().describe('whatever the results depend on: runtime, device, flags'),
    claims: z.array(text).optional().describe('ids or short names of the pages that it says it implements'),
    scalarFormat: format.optional().describe('format of its arithmetic with hyper-parameters; float32 where absent'),
    kernels: z.record(text, kernel).describe('by page id or short name'),
  }),
  forward: tensors,
  gradient: tensors,
  create: z.object({
    state: z.boolean().optional(),
    load: z.boolean().optional(),
    set: z.boolean().optional(),
    mode: z.boolean().optional(),
  }),
  step: z.object({
    outputs: tensors,
    state: tensors.optional().describe('the state after the step; absent where it is hidden'),
    stateError: problem.optional().describe('in place of `state` where reading it failed'),
  }),
  state: tensors,
  load: z.unknown(),
  set: z.unknown(),
  mode: z.unknown(),
  dispose: z.unknown(),
} as const;

/** What the subject writes to its stdout, one a line, in the order of the requests. */
export const reply = z.object({ seq, value: z.unknown().optional(), error: problem.optional() });

export type Kind = keyof typeof VALUES;
export type Value<K extends Kind> = z.infer<(typeof VALUES)[K]>;
export type Request = z.input<typeof request>;
/** A request before it has its number. */
export type Body<K extends Kind = Kind> = K extends Kind ? Omit<Extract<Request, { kind: K }>, 'seq'> : never;
export type WireTensor = z.infer<typeof tensor>;
