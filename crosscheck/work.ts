import { fork } from 'node:child_process';
import { addTallies, CHUNK, type Tally } from './crosscheck.ts';
import { EXHAUSTIVE_CHUNKS } from './exhaustive.ts';
import type { Progress } from './progress.ts';
import type { Question } from './question.ts';
import type { Portion } from './shard.ts';

/** One kind of work on one output, a whole number of chunks. */
export interface Task {
  readonly kind: Portion['kind'];
  readonly question: Question;
  readonly chunks: number;
}

/** Under which name progress is kept. */
export const labelOf = ({ kind, question }: Task): string =>
  kind === 'points' ? question.output.name : `every number of 16 bits: ${question.output.name}`;

export const pointsTask = (question: Question, points: number): Task => ({
  kind: 'points',
  question,
  chunks: Math.ceil(points / CHUNK),
});

export const exhaustiveTask = (question: Question): Task => ({
  kind: 'exhaustive',
  question,
  chunks: EXHAUSTIVE_CHUNKS,
});

/** Chunks a process does before it reports: a second or so, which is all that an interruption loses. */
const PORTION = 16;

export interface WorkOptions {
  readonly seed: number;
  readonly processes: number;
  readonly progress: Progress;
  /** Told after every portion, with what it added. */
  readonly onPortion?: (task: Task, tally: Tally, added: Tally) => void;
}

/**
 * Does what is not done yet of every task, each task on one process at a time, and notes each portion in the progress.
 *
 * @throws Error if a process ends before its work
 */
export async function workOn(tasks: readonly Task[], options: WorkOptions): Promise<void> {
  const { seed, processes, progress, onPortion } = options;
  const waiting = tasks.filter((task) => progress.of(task.question, labelOf(task)).chunks < task.chunks);
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(new URL('./shard.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
      let task: Task | undefined;
      let to = 0;
      const next = (): void => {
        if (!task || to >= task.chunks) {
          task = waiting.shift();
          if (!task) {
            child.disconnect();
            return;
          }
          to = progress.of(task.question, labelOf(task)).chunks;
        }
        const from = to;
        to = Math.min(task.chunks, from + PORTION);
        child.send({ kind: task.kind, name: task.question.output.name, seed, from, to } satisfies Portion);
      };
      child.on('message', (added: Tally) => {
        const current = task!;
        const tally = addTallies(progress.of(current.question, labelOf(current)).tally, added);
        progress.save(current.question, to, tally, labelOf(current));
        onPortion?.(current, tally, added);
        next();
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (code === 0) resolve();
        else reject(new Error(`the process that checked ${task?.question.output.name} ended with ${code ?? signal}`));
      });
      next();
    });
  await Promise.all(Array.from({ length: Math.min(processes, waiting.length) }, work));
}
