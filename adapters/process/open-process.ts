import {
  type Adapter,
  AdapterError,
  type AdapterFactory,
  type CallInfo,
  type Kernel,
  type OpenOptions,
  type Tensor,
} from '../contract.ts';
import { shapeOfResult } from '../module/read-result.ts';
import { decodeOutputs } from './decode-outputs.ts';
import { adapterError, isFailure, ProcessFailure } from './process-failure.ts';
import { createProcessInstance } from './process-instance.ts';
import { ProcessSupervisor } from './process-supervisor.ts';
import { type OfferedKernel, readDescription } from './read-description.ts';
import { splitCommand } from './split-command.ts';
import { encodeHyper, encodeTensor } from './wire-tensor.ts';

export interface CommandLine {
  /** What results are shown under: `exec:ruby my.rb`, `./my_adamw.py`. */
  readonly subject: string;
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** What is known of the subject beside what it says itself. */
  readonly details?: Readonly<Record<string, string>>;
}

/**
 * Starts a command that speaks the protocol of docs/protocol.md, as a subject.
 *
 * @throws ProcessFailure where it cannot be started or is no subject
 */
export async function startSubject(
  { subject, words, env, details }: CommandLine,
  { deadline, pages }: OpenOptions,
): Promise<Adapter> {
  const supervisor = await ProcessSupervisor.start(subject, { words, pages, deadline, ...(env && { env }) });
  try {
    const said = readDescription(supervisor.description, pages);
    let instances = 0;
    const nextInstance = (): number => ++instances;
    const kernels = [...said.kernels.values()].map(
      (each) => [each.page.id, kernelOf(supervisor, each, nextInstance)] as const,
    );
    return {
      subject,
      provenance: { name: said.name, version: said.version, details: { ...said.details, ...details } },
      kernels: new Map(kernels),
      scalarFormat: said.scalarFormat,
      claims: said.claims,
      close: () => supervisor.close(),
    };
  } catch (error) {
    await supervisor.close();
    throw error;
  }
}

function kernelOf(supervisor: ProcessSupervisor, offered: OfferedKernel, nextInstance: () => number): Kernel {
  const { page, origin, formats, modes, hyper } = offered;
  const called = (inputs: readonly Tensor[], info: CallInfo) => ({
    page: page.id,
    inputs: inputs.map(encodeTensor),
    hyper: encodeHyper(info.hyper),
    mode: info.mode,
    format: inputs[0]!.dtype,
  });
  return {
    origin,
    formats,
    ...(modes && { modes }),
    ...(hyper && { hyper }),
    ...(offered.forward && {
      async forward(inputs, info) {
        const what = `${page.id} forward`;
        const sent = await supervisor.run(what, 'forward', { kind: 'forward', ...called(inputs, info) });
        const shapeFor = (key: string) => shapeOfResult(page, key, inputs);
        const read = decodeOutputs(sent, page.outputs, inputs[0]!.dtype, shapeFor);
        if (isFailure(read)) throw adapterError(`${supervisor.subject}: ${what}`, read);
        return read;
      },
    }),
    ...(offered.gradient && {
      async gradient(inputs, cotangent, info) {
        const what = `${page.id} gradient`;
        const body = { kind: 'gradient', ...called(inputs, info), cotangent: encodeTensor(cotangent) } as const;
        const sent = await supervisor.run(what, 'gradient', body);
        const shapeFor = (key: string) => inputs[page.call.indexOf(key)]?.shape;
        const read = decodeOutputs(sent, page.call, inputs[0]!.dtype, shapeFor);
        if (isFailure(read)) throw adapterError(`${supervisor.subject}: ${what}`, read);
        return read;
      },
    }),
    ...(offered.create && {
      create: (asked, format) => createProcessInstance({ supervisor, page, instance: nextInstance() }, asked, format),
    }),
  };
}

const PREFIX = 'exec:';

/** Opens `exec:` and a command line. @throws AdapterError */
async function openCommand(subject: string, options: OpenOptions): Promise<Adapter> {
  const words = splitCommand(subject.slice(PREFIX.length));
  if (words === undefined)
    throw new AdapterError('unavailable', `${subject}: a quote is left open in the command line`);
  if (words.length === 0) {
    throw new AdapterError('unavailable', `${subject}: no command follows; write it as 'exec:ruby my.rb'`);
  }
  try {
    return await startSubject({ subject, words, details: { process: words.join(' ') } }, options);
  } catch (error) {
    if (error instanceof ProcessFailure) throw adapterError(`${subject}:`, error.failure);
    throw error;
  }
}

export const commandFactory: AdapterFactory = {
  name: '<exec:command line>',
  summary: 'any program that speaks the protocol of docs/protocol.md, in a process of its own',
  matches: (subject) => subject.startsWith(PREFIX),
  open: openCommand,
};
