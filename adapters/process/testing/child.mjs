// A subject in a process of its own, written against docs/protocol.md alone: a ReLU and gradient descent with momentum.
// Its argument names one thing that it does wrong; `sound` is none.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [fault = 'sound', extra = ''] = process.argv.slice(2);
const instances = new Map();

const numbers = ({ data }) => new Float64Array(new Uint8Array(Buffer.from(data, 'base64')).buffer);
const tensor = (values, shape) => {
  const array = Float64Array.from(values);
  return { dtype: 'float64', shape: shape ?? [array.length], data: Buffer.from(array.buffer).toString('base64') };
};
const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const hello = () => ({
  protocol: fault === 'other-protocol' ? 99 : 1,
  name: 'child',
  version: '1.0',
  details: { runtime: 'node' },
  claims: fault === 'claims-unknown' ? ['adamv'] : ['adam'],
  scalarFormat: 'float64',
  kernels:
    fault === 'no-kernels'
      ? {}
      : {
          adam: { formats: ['float64'], create: fault !== 'no-create' },
          relu: { formats: ['float64'], forward: true, gradient: true },
        },
});

let calls = 0;

/** What goes wrong in the middle of a run; `true` where nothing more is to be said. */
function misbehave(seq) {
  calls += 1;
  if (fault === 'hangs' && calls >= 2) return true;
  if (fault === 'wrong-seq') send({ seq: `${seq}x`, value: {} });
  else if (fault === 'prints') process.stdout.write('epoch 1 loss 0.25\n');
  else if (fault === 'half-line') process.stdout.write(`{"seq":"${seq}","va`);
  else if (fault === 'half-line-exit') process.stdout.write(`{"seq":"${seq}","va`, () => process.exit(0));
  else if (fault === 'invalid-json') process.stdout.write(`{"seq":"${seq}",value:}\n`);
  else if (fault === 'no-newline') flood();
  else if (fault === 'answers-twice') send({ seq, value: { y: tensor([0]) } });
  else return false;
  return fault !== 'answers-twice';
}

/** Writes for ever, without a line break. */
function flood() {
  const chunk = 'x'.repeat(1 << 20);
  const more = () => {
    while (process.stdout.write(chunk));
    process.stdout.once('drain', more);
  };
  more();
}

function forward({ inputs }) {
  if (fault.endsWith('ends-over-relu')) {
    console.error('segmentation fault in the kernel of relu');
    process.exit(139);
  }
  const x = numbers(inputs[0]);
  const y = x.map((each) => Math.max(0, each));
  if (fault === 'wrong-length') return { y: tensor(y.subarray(1)) };
  if (fault === 'wrong-dtype') return { y: { ...tensor(y), dtype: 'float32', shape: [2 * y.length] } };
  if (fault === 'wrong-bytes') return { y: { ...tensor(y), shape: [y.length + 1] } };
  if (fault === 'no-base64') return { y: { ...tensor(y), data: 'not base64!' } };
  if (fault === 'wrong-key') return { relu: tensor(y) };
  if (fault === 'no-tensor') return { y: [...y] };
  return { y: tensor(y, inputs[0].shape) };
}

function step({ instance, inputs }) {
  const state = instances.get(instance);
  const [theta, g] = inputs.map(numbers);
  state.steps += 1;
  if (fault === 'ends-at-step-3' && state.steps === 3) process.exit(1);
  state.m = state.m.length === 0 ? g : state.m.map((m, i) => m / 2 + g[i]);
  if (fault.startsWith('random')) state.m = state.m.map((m) => m + Math.random());
  const outputs = { theta: tensor(theta.map((each, i) => each - state.hyper.lr * state.m[i])) };
  return { outputs, state: { m: tensor(state.m) } };
}

const answers = {
  hello,
  forward,
  gradient: ({ inputs, cotangent }) => {
    const w = numbers(cotangent);
    return { x: tensor(numbers(inputs[0]).map((x, i) => (x > 0 ? w[i] : 0))) };
  },
  create: ({ instance, hyper }) => {
    instances.set(instance, { hyper: { ...hyper }, m: [], steps: 0 });
    return { state: true, load: true, set: true };
  },
  step,
  state: ({ instance }) => ({ m: tensor(instances.get(instance).m) }),
  load: ({ instance, state }) => {
    instances.get(instance).m = numbers(state.m);
  },
  set: ({ instance, hyper }) => {
    Object.assign(instances.get(instance).hyper, hyper);
  },
  dispose: ({ instance }) => {
    instances.delete(instance);
  },
};

if (fault === 'dies-at-start') {
  console.error('libfast.so.3: cannot open shared object file');
  process.exit(3);
}
if (extra !== '') {
  // A process of its own that would outlive this one, and holds its pipes open.
  const sleeper = fault === 'grandchild' ? spawn('sleep', ['600'], { stdio: 'inherit' }).pid : 0;
  writeFileSync(extra, `${process.pid} ${sleeper}`);
}
if (fault === 'prints-at-start') process.stdout.write('Welcome to my framework 2.0\n');

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const { seq, kind } = request;
  if (kind === 'hello' && fault === 'silent') continue;
  if (kind !== 'hello' && kind !== 'create' && misbehave(seq)) continue;
  try {
    const answer = answers[kind];
    if (answer === undefined) throw new Error(`knows no request of the kind ${kind}`);
    if (fault === 'throws' && kind === 'forward') throw new RangeError(`no table for relu`);
    send({ seq, value: answer(request) ?? {} });
  } catch (error) {
    send({ seq, error: { message: `threw ${error.name}: ${error.message}`, detail: error.stack } });
  }
}
if (fault === 'goes-on') setInterval(() => undefined, 1000);
