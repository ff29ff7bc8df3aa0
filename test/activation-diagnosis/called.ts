/** What a page calls a planted mistake, where that is not what its author suggested, and why it is the same. */
export interface Called {
  /** A hypothesis each: one id, or several that hold together. */
  readonly ids: readonly (string | readonly string[])[];
  /** The formula that both are. */
  readonly same: string;
  /**
   * Where a slip is named, the derivative that the finding has to show, as a terminal prints it: "a factor is missing"
   * is right of many functions.
   */
  readonly computes?: string;
}

/** Names of slips, which say what kind of part is lost and leave it to the formula which one. */
export const isSlip = (id: string): boolean => /^derivative-(\w+-missing|sign)$/.test(id);

/**
 * The modules were written without a look at the pages, and the pages without a look at the modules, so names differ.
 * An entry says that the mathematics does not. Of a derivative check, a patch of the value means its slope.
 */
export const CALLED: Readonly<Record<string, Called>> = {
  'sigmoid-derivative-fed-the-input': { ids: ['derivative-fed-input'], same: 'x (1 - x)' },
  'tanh-derivative-fed-the-input': {
    ids: ['derivative-fed-input', 'cubic'],
    same: '1 - x^2, which is also the slope of x - x^3/3',
  },
  'sigmoid-plus-for-minus-in-derivative': {
    ids: ['derivative-sign'],
    same: 's (1 + s)',
    computes: "σ'(x) = σ(x) (1 + σ(x))",
  },
  'tanh-derivative-without-square': {
    ids: ['derivative-exponent-missing'],
    same: '1 - tanh(x)',
    computes: "f'(x) = 1 - f(x)",
  },
  'relu-gradient-passes-through': {
    ids: ['derivative-branch-missing'],
    same: 'slope 1 everywhere, the slope of the identity',
    computes: "ReLU'(x) = 1",
  },
  'tanh-from-logistic-at-x': { ids: ['unscaled-sigmoid'], same: '2 sigma(x) - 1' },
  'step-of-signs': { ids: ['sign-instead'], same: '1 from zero on, -1 below' },
  'step-with-a-logistic-slope': { ids: ['sigmoid-instead'], same: 'the slope of sigma(x)' },
  'leaky-relu-slope-three-tenths': { ids: ['default-alpha-keras'], same: 'alpha fixed at 0.3' },
  'leaky-relu-slope-on-the-right': { ids: ['branches-swapped'], same: 'alpha x above zero, x below' },
  'leaky-relu-mirrored': { ids: ['negative-slope'], same: '-alpha x below zero' },
  'leaky-relu-dead-gradient': { ids: ['slope-ignored'], same: 'slope 0 below zero' },
  'leaky-relu-one-tenth-on-the-right': { ids: [['branches-swapped', 'slope-0-1']], same: 'x / 10 above zero, x below' },
  'elu-alpha-inside-the-exponential': { ids: ['alpha-inside'], same: 'e^(alpha x) - 1 below zero' },
  'elu-alpha-not-on-the-one': { ids: ['alpha-times-exponential'], same: 'alpha e^x - 1 below zero' },
  'elu-derivative-without-alpha': {
    ids: ['alpha-missing', 'derivative-factor-missing'],
    same: 'slope e^x below zero',
    computes: "f'(x) = { 1 if x > 0; e^x otherwise }",
  },
  'celu-as-elu': { ids: ['elu-instead'], same: 'alpha (e^x - 1) below zero' },
  'celu-multiplied-exponent': { ids: ['times-alpha-inside'], same: 'alpha (e^(alpha x) - 1) below zero' },
  'celu-derivative-divided-again': {
    ids: ['alpha-inside-only'],
    same: 'e^(x/alpha) - 1 has slope e^(x/alpha) / alpha',
  },
  'selu-constants-to-five-digits': { ids: [['alpha-1-6733', 'lambda-1-0507']], same: 'alpha 1.6733 and scale 1.0507' },
  'selu-scaled-twice': { ids: ['alpha-includes-scale'], same: 'scale^2 alpha (e^x - 1) below zero' },
  'silu-derivative-first-term': {
    ids: ['softplus-instead', 'derivative-term-missing'],
    same: 'sigma(x), which is the slope of softplus',
    computes: "f'(x) = 1/(1 + e^(-x))",
  },
  'silu-derivative-with-a-plus': {
    ids: ['derivative-sign'],
    same: 's + x s (1 + s)',
    computes: "f'(x) = 1/(1 + e^(-x)) + x 1/(1 + e^(-x)) (1 + 1/(1 + e^(-x)))",
  },
  'swish-beta-ignored': { ids: ['default-beta-paper'], same: 'beta fixed at 1' },
  'quick-gelu-digits-exchanged': { ids: ['constant-1-720'], same: 'x sigma(1.72 x)' },
  'softplus-threshold-twenty': { ids: ['linear-above-20'], same: 'x above 20' },
  'softplus-derivative-mirrored': {
    ids: ['log-sigmoid-instead', 'derivative-sign'],
    same: 'sigma(-x), which is the slope of ln sigma(x)',
    computes: "f'(x) = 1/(1 + e^x)",
  },
  'log-sigmoid-positive': { ids: ['sign-missing'], same: 'ln(1 + e^-x)' },
  'log-sigmoid-of-the-opposite': { ids: ['sign-of-exponent'], same: '-ln(1 + e^x)' },
  'log-sigmoid-with-epsilon': { ids: ['epsilon-inside'], same: 'ln(sigma(x) + 1e-7)' },
  'log-sigmoid-derivative-mirrored': { ids: ['softplus-instead'], same: 'sigma(x), which is the slope of softplus' },
  'mish-with-a-sigmoid': { ids: ['sigmoid-of-softplus'], same: 'x sigma(ln(1 + e^x))' },
  'mish-without-the-logarithm': { ids: ['tanh-of-exponential'], same: 'x tanh(e^x)' },
  'softsign-inverse-root': { ids: ['root-of-one-plus-square'], same: 'x / sqrt(1 + x^2)' },
  'hard-sigmoid-slope-one-fifth': { ids: ['slope-one-fifth'], same: 'x/5 + 1/2 between 0 and 1' },
  'hard-sigmoid-not-divided': { ids: ['clamp-to-six'], same: 'x + 3 between 0 and 6' },
  'hard-sigmoid-slope-everywhere': {
    ids: ['derivative-branch-missing', 'derivative-fed-output'],
    same: 'slope 1/6 everywhere: an output lies between 0 and 1, and there the slope is 1/6',
    computes: "f'(x) = 1/6",
  },
  'hard-swish-over-three': { ids: ['divided-by-three'], same: 'x relu6(x + 3) / 3' },
  'hard-swish-slope-one-fifth': { ids: ['slope-one-fifth'], same: 'x times x/5 + 1/2 between 0 and 1' },
  'hard-swish-gate-without-shift': { ids: ['shift-forgotten'], same: 'x relu6(x) / 6' },
  'relu6-clipped-at-five': { ids: ['clamp-at-five'], same: 'min(5, max(0, x))' },
  'relu6-slope-above-the-ceiling': { ids: ['no-upper-clamp'], same: 'max(0, x) has slope 1 above 6' },
  'relu6-without-a-floor': { ids: ['no-lower-clamp'], same: 'min(6, x)' },
  'expm1-derivative-less-one': { ids: ['derivative-is-value'], same: 'e^x - 1' },
  'erf-by-tanh': { ids: ['tanh-approximation'], same: 'tanh(2/sqrt(pi) (x + 0.08943 x^3))' },
  'erf-derivative-not-normalised': {
    ids: ['factor-forgotten', 'derivative-factor-missing'],
    same: 'e^(-x^2)',
    computes: "f'(x) = e^(-x^2)",
  },
  'softmax-diagonal-gradient': { ids: ['jacobian-diagonal-only'], same: 'c y (1 - y)' },
  'log-softmax-shift-not-restored': { ids: ['shift-in-sum-only'], same: 'x - ln(sum of e^(x_j - max))' },
  'gate-added': { ids: ['sum-instead'], same: 'a + b' },
  'glu-halves-exchanged': { ids: ['gate-on-the-signal'], same: 'sigma(a) b' },
  'glu-gated-by-tanh': { ids: ['tanh-gate'], same: 'a tanh(b)' },
  'glu-both-gated': { ids: ['both-squashed'], same: 'sigma(a) sigma(b)' },
  'glu-exchanged-and-tanh': { ids: [['tanh-on-the-signal', 'bare-product']], same: 'tanh(a) b' },
  'glu-gate-gradient-without-signal': {
    ids: ['signal-lost', 'added-gate', 'derivative-factor-missing'],
    same: 'slope sigma(b) (1 - sigma(b)) by b',
    computes: '∂y_nc/∂b_nc = s_nc (1 - s_nc)',
  },
  'prelu-slope-gradient-of-every-input': {
    ids: ['slope-on-both-sides', 'derivative-branch-missing'],
    same: 'a x everywhere has slope x by a',
    computes: '∂y_nc/∂a_c = x_nc',
  },
  'swiglu-branches-exchanged': { ids: ['wrong-branch'], same: 'a b sigma(b)' },
  'swiglu-with-a-bare-sigmoid': { ids: ['logistic-gate'], same: 'sigma(a) b' },
  'log-sum-exp-shift-not-restored': { ids: ['shift-not-added-back'], same: 'ln(sum of e^(x_j - max))' },
  'softplus-through-the-origin': { ids: ['through-origin'], same: 'ln(1 + e^x) - ln 2' },
  'affine-without-bias': { ids: ['missing-bias'], same: 'sum of x W' },
  'affine-bias-in-every-term': { ids: ['bias-in-every-term'], same: 'sum of (x W + b)' },
  'affine-scaled-by-width': {
    ids: ['scaled-by-fan-in'],
    same: 'sum of x W over the root of the number of inputs, plus b',
  },
  'gelu-density-missing-in-derivative': {
    ids: ['derivative-term-missing'],
    same: 'the distribution function alone',
    computes: "GELU'(x) = 1/2 (1 + erf(x/√2))",
  },
  'swish-derivative-without-beta': {
    ids: ['derivative-factor-missing'],
    same: 's + x s (1 - s) with s = sigma(beta x)',
    computes: "f'(x) = 1/(1 + e^(-β x)) + x 1/(1 + e^(-β x)) (1 - 1/(1 + e^(-β x)))",
  },
  'swish-derivative-without-beta-or-product': {
    ids: ['derivative-factor-missing'],
    same: 's + s (1 - s)',
    computes: "f'(x) = 1/(1 + e^(-β x)) + 1/(1 + e^(-β x)) (1 - 1/(1 + e^(-β x)))",
  },
  'mish-derivative-without-inner': {
    ids: ['derivative-factor-missing'],
    same: 't + x (1 - t^2), t = tanh(ln(1 + e^x))',
    computes: "f'(x) = tanh(ln(1 + e^x)) + x (1 - tanh(ln(1 + e^x))^2)",
  },
  'softsign-derivative-without-square': {
    ids: ['derivative-exponent-missing'],
    same: '1 / (1 + |x|)',
    computes: "f'(x) = 1/(1 + |x|)",
  },
};
