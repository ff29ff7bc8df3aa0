import type { PageInterface, Tensor } from '../contract.ts';
import { hyperFor, inputsFor } from '../examination-inputs.ts';
import type { Body, Kind } from './messages.ts';
import { ProcessFailure } from './process-failure.ts';
import { type OfferedKernel, readDescription } from './read-description.ts';
import { SubjectProcess } from './subject-process.ts';
import { encodeHyper, encodeTensor } from './wire-tensor.ts';

/** One step of the conversation: what was tried, how it went, and the lines that passed meanwhile. */
export interface ProtocolStep {
  readonly tried: string;
  readonly level: 'sound' | 'property' | 'fault';
  readonly says: string;
  readonly detail?: string;
  readonly lines: readonly { readonly direction: 'to' | 'from'; readonly line: string }[];
}

export interface ProtocolOptions {
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly pages: readonly PageInterface[];
  readonly deadline: number;
}

/** Elements of a tensor: few enough for a person to read the lines. */
const LENGTH = 3;

/** A subject that got its last request has this long to end by itself. */
const PATIENCE = 2_000;

type Lines = ProtocolStep['lines'][number][];

/**
 * Talks to a command as judging it would, one step at a time: hello, then for each kernel a call of each kind, a request
 * that the protocol does not know, the end of the input. What the numbers are worth is not looked at. Ends after the
 * first step from which no other can follow.
 */
export async function* examineProtocol(options: ProtocolOptions): AsyncGenerator<ProtocolStep, void> {
  const lines: Lines = [];
  const tell = (step: Omit<ProtocolStep, 'lines'>): ProtocolStep => ({ ...step, lines: lines.splice(0) });
  const start = performance.now();
  let subject: SubjectProcess;
  try {
    subject = await SubjectProcess.start({
      ...options,
      onLine: (direction, line) => lines.push({ direction, line }),
    });
  } catch (error) {
    yield tell({ tried: 'hello', level: 'fault', ...problemOf(error) });
    return;
  }
  try {
    const { name, version } = subject.description;
    const time = Math.round(performance.now() - start);
    yield tell({ tried: 'hello', level: 'sound', says: `${name} ${version} answers ${time} ms after its start` });
    let kernels: readonly OfferedKernel[];
    try {
      const said = readDescription(subject.description, options.pages);
      kernels = [...said.kernels.values()];
      const claims = said.claims.length === 0 ? 'claims nothing' : `claims ${said.claims.join(', ')}`;
      const offers = kernels.map(({ page, formats }) => `${page.id} (${formats.join(', ')})`).join(', ');
      yield tell({ tried: 'pages', level: 'sound', says: `it ${claims} and offers ${offers}` });
    } catch (error) {
      yield tell({ tried: 'pages', level: 'fault', ...problemOf(error) });
      return;
    }
    for (const [i, kernel] of kernels.entries()) {
      for await (const step of examineKernel(subject, kernel, i + 1)) yield tell(step);
      if (subject.ended) return;
    }
    yield tell(await examineUnknown(subject));
  } finally {
    const ended = subject.ended !== undefined;
    const byItself = await subject.stop(PATIENCE);
    if (!ended) {
      yield tell(
        byItself
          ? { tried: 'end', level: 'sound', says: 'it ends by itself when its input ends' }
          : {
              tried: 'end',
              level: 'property',
              says: `it goes on for ${PATIENCE / 1000} s after the end of its input, and is ended then`,
            },
      );
    }
  }
}

function problemOf(error: unknown): { readonly says: string; readonly detail?: string } {
  if (!(error instanceof ProcessFailure)) throw error;
  const { problem, detail } = error.failure;
  return { says: `it ${problem}`, ...(detail !== undefined && { detail }) };
}

async function* examineKernel(
  subject: SubjectProcess,
  { page, formats, modes, hyper, forward, gradient, create }: OfferedKernel,
  instance: number,
): AsyncGenerator<Omit<ProtocolStep, 'lines'>, void> {
  const format = formats[0]!;
  const asked = encodeHyper(hyperFor(page, hyper ? { hyper } : undefined));
  const tensors = inputsFor(page, format, LENGTH);
  const inputs = tensors.map(encodeTensor);
  const mode = (modes ?? page.modes)[0] ?? '';
  const attempt = async <K extends Kind>(kind: K, body: Body<K>): Promise<Omit<ProtocolStep, 'lines'>> => {
    const tried = `${page.id} ${kind}`;
    try {
      const value = await subject.send(kind, body);
      return { tried, level: 'sound', says: seen(kind, value) };
    } catch (error) {
      return { tried, level: 'fault', ...problemOf(error) };
    }
  };
  const called = { page: page.id, inputs, hyper: asked, mode, format };
  if (forward) yield await attempt('forward', { kind: 'forward', ...called });
  if (gradient && !subject.ended && page.outputs.length === 1 && page.kind !== 'tensor') {
    yield await attempt('gradient', { kind: 'gradient', ...called, cotangent: encodeTensor(tensors[0] as Tensor) });
  }
  if (!create || subject.ended) return;
  const created = await attempt('create', { kind: 'create', instance, page: page.id, hyper: asked, format });
  yield created;
  if (created.level === 'fault') return;
  yield await attempt('step', { kind: 'step', instance, inputs });
  if (!subject.ended) yield await attempt('dispose', { kind: 'dispose', instance });
}

function seen(kind: Kind, value: unknown): string {
  if (kind === 'create') {
    const can = Object.entries(value as Record<string, boolean>).filter(([, able]) => able);
    return `it can step${can.map(([name]) => `, ${name}`).join('')}`;
  }
  if (kind === 'dispose') return 'it is gone';
  const outputs = kind === 'step' ? (value as { outputs: object }).outputs : (value as object);
  const state = kind === 'step' ? (value as { state?: object }).state : undefined;
  const shown = state === undefined ? '' : `, and shows its state: ${Object.keys(state).join(', ')}`;
  return `it returns ${Object.keys(outputs).join(', ')}${shown}`;
}

/** Later versions may ask what this subject does not know; it has to say so and go on. */
async function examineUnknown(subject: SubjectProcess): Promise<Omit<ProtocolStep, 'lines'>> {
  const tried = 'an unknown request';
  try {
    await subject.send('dispose', { kind: 'tea' } as unknown as Body<'dispose'>);
    return { tried, level: 'property', says: 'it answers a request that does not exist with a value' };
  } catch (error) {
    const { says } = problemOf(error);
    if (subject.ended) return { tried, level: 'property', says };
    return { tried, level: 'sound', says: 'it says that it does not know it, and goes on' };
  }
}
