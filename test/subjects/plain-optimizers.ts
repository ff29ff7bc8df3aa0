/**
 * Stateful rules in plain double precision, for one element: nothing of Assay, no rounding control. Good to about 13
 * digits on moderate inputs, which is all that a sanity test of the planted subjects needs.
 */

export type PlainHyper = Readonly<Record<string, number>>;

/** What one element keeps; a slot that is not there yet has its value before the first step. */
export type Slots = Record<string, number>;

/** One step of one element: what comes in, the slots it changes in place, the number of the step from 1, what comes out. */
export type PlainStep = (call: readonly number[], slots: Slots, t: number, h: PlainHyper) => number;

/** `variant` says which accepted form is meant, in ids joined by ` + `; the empty one is the page itself. */
type Rule = (variant: ReadonlySet<string>) => PlainStep;

const average = (last: number | undefined, share: number, x: number): number => share * (last ?? 0) + (1 - share) * x;

const velocity =
  (lookAhead: boolean): Rule =>
  (variant) =>
  ([theta, g], slots, _, { lr, momentum }) => {
    const mu = momentum!;
    const inside = variant.has('lr-inside-velocity') || variant.has('negative-velocity');
    const sign = variant.has('negative-velocity') ? -1 : 1;
    const pull = sign * (inside ? lr! : 1) * (variant.has('dampened') ? 1 - mu : 1) * g!;
    slots.velocity = mu * (slots.velocity ?? 0) + pull;
    const move = lookAhead ? pull + mu * slots.velocity : slots.velocity;
    return theta! - sign * (inside ? 1 : lr!) * move;
  };

/** The two moving averages of the Adam family, corrected for their start. */
function moments(slots: Slots, g: number, t: number, { beta1, beta2 }: PlainHyper) {
  slots.m = average(slots.m, beta1!, g);
  slots.v = average(slots.v, beta2!, g * g);
  return { mHat: slots.m / (1 - beta1! ** t), left2: 1 - beta2! ** t };
}

const amsgrad: Rule =
  (variant) =>
  ([theta, g], slots, t, h) => {
    const { mHat, left2 } = moments(slots, g!, t, h);
    const corrected = variant.has('maximum-of-corrected');
    slots.vMax = Math.max(slots.vMax ?? 0, corrected ? slots.v! / left2 : slots.v!);
    if (variant.has('no-bias-correction')) return theta! - (h.lr! * slots.m!) / (Math.sqrt(slots.vMax) + h.epsilon!);
    return theta! - (h.lr! * mHat) / (Math.sqrt(corrected ? slots.vMax : slots.vMax / left2) + h.epsilon!);
  };

const adamax: Rule =
  (variant) =>
  ([theta, g], slots, t, { lr, beta1, beta2, epsilon }) => {
    const inside = variant.size === 0 ? epsilon! : 0;
    slots.m = average(slots.m, beta1!, g!);
    slots.infinityNorm = Math.max(beta2! * (slots.infinityNorm ?? 0), Math.abs(g!) + inside);
    const d = slots.infinityNorm + (variant.has('epsilon-after-norm') ? epsilon! : 0);
    return d === 0 ? theta! : theta! - (lr! / (1 - beta1! ** t)) * (slots.m / d);
  };

const nadam: Rule =
  (variant) =>
  ([theta, g], slots, t, h) => {
    const constant = variant.has('constant-momentum');
    const mu = (step: number) => h.beta1! * (constant ? 1 : 1 - 0.5 * 0.96 ** (step * h.momentumDecay!));
    const { left2 } = moments(slots, g!, t, h);
    const product = (slots.muProduct ?? 1) * mu(t);
    slots.muProduct = product;
    const ahead = (mu(t + 1) * slots.m!) / (1 - product * mu(t + 1)) + ((1 - mu(t)) * g!) / (1 - product);
    return theta! - (h.lr! * ahead) / (Math.sqrt(slots.v! / left2) + h.epsilon!);
  };

const radam: Rule =
  () =>
  ([theta, g], slots, t, h) => {
    const { mHat, left2 } = moments(slots, g!, t, h);
    const limit = 2 / (1 - h.beta2!) - 1;
    const rho = limit - (2 * t * h.beta2! ** t) / left2;
    if (rho <= 5) return theta! - h.lr! * mHat;
    const r = Math.sqrt(((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho));
    return theta! - (h.lr! * mHat * r * Math.sqrt(left2)) / (Math.sqrt(slots.v!) + h.epsilon!);
  };

const adagrad: Rule =
  (variant) =>
  ([theta, g], slots, _, { lr, epsilon }) => {
    slots.accumulator = (slots.accumulator ?? (variant.has('initial-accumulator') ? 0.1 : 0)) + g! * g!;
    const inside = variant.has('epsilon-inside-root');
    const d = inside ? Math.sqrt(slots.accumulator + epsilon!) : Math.sqrt(slots.accumulator) + epsilon!;
    return theta! - (lr! * g!) / d;
  };

const rmsprop: Rule =
  (variant) =>
  ([theta, g], slots, _, { lr, rho, epsilon }) => {
    slots.v = average(slots.v, rho!, g! * g!);
    let second = slots.v;
    if (variant.has('centered')) {
      slots.gAverage = average(slots.gAverage, rho!, g!);
      second -= slots.gAverage ** 2;
    }
    const inside = variant.has('epsilon-inside-root');
    return theta! - (lr! * g!) / (inside ? Math.sqrt(second + epsilon!) : Math.sqrt(second) + epsilon!);
  };

const adadelta: Rule =
  () =>
  ([theta, g], slots, _, { lr, rho, epsilon }) => {
    slots.v = average(slots.v, rho!, g! * g!);
    const delta = (Math.sqrt((slots.accumulatedUpdate ?? 0) + epsilon!) / Math.sqrt(slots.v + epsilon!)) * g!;
    slots.accumulatedUpdate = average(slots.accumulatedUpdate, rho!, delta * delta);
    return theta! - lr! * delta;
  };

const lion: Rule =
  () =>
  ([theta, g], slots, _, { lr, beta1, beta2, weightDecay }) => {
    const sign = Math.sign(average(slots.m, beta1!, g!));
    slots.m = average(slots.m, beta2!, g!);
    return theta! - lr! * (sign + weightDecay! * theta!);
  };

const plateau: Rule =
  () =>
  ([metric], slots, t, h) => {
    const better = t === 1 || metric! < slots.best! * (1 - h.threshold!);
    if (better) slots.best = metric!;
    slots.badSteps = better ? 0 : slots.badSteps! + 1;
    slots.rate ??= h.lrInitial!;
    if (slots.badSteps <= h.patience!) return slots.rate;
    slots.badSteps = 0;
    slots.rate = Math.max(slots.rate * h.factor!, h.lrMin!);
    return slots.rate;
  };

const stopping: Rule =
  () =>
  ([metric], slots, t, h) => {
    const better = t === 1 || metric! < slots.best! - h.minDelta!;
    if (better) slots.best = metric!;
    slots.wait = better ? 0 : slots.wait! + 1;
    return slots.wait >= h.patience! ? 1 : 0;
  };

const accumulation: Rule =
  () =>
  ([g], slots, t, { steps }) => {
    const sum = (slots.sum ?? 0) + g!;
    const full = t % steps! === 0;
    slots.sum = full ? 0 : sum;
    return full ? sum / steps! : 0;
  };

/** By page id. */
export const plainRules: Readonly<Record<string, Rule>> = {
  'optimizer/sgd':
    () =>
    ([theta, g], _slots, _t, { lr }) =>
      theta! - lr! * g!,
  'optimizer/momentum': velocity(false),
  'optimizer/nesterov': velocity(true),
  'optimizer/adagrad': adagrad,
  'optimizer/rmsprop': rmsprop,
  'optimizer/adadelta': adadelta,
  'optimizer/adamax': adamax,
  'optimizer/amsgrad': amsgrad,
  'optimizer/nadam': nadam,
  'optimizer/radam': radam,
  'optimizer/lion': lion,
  'schedule/reduce-on-plateau': plateau,
  'schedule/early-stopping': stopping,
  'gradient/accumulation': accumulation,
};
