/** The words of the formula language: what each LaTeX command, plain word and Unicode character stands for. */

const table = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Commands that name a quantity; the backslash belongs to the name. */
export const NAME_COMMANDS = table(`
  alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho varrho sigma
  varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
  partial infty nabla ell top`);

/** Function words, as `\tanh`, `\operatorname{tanh}` or plain `tanh`, to the name that the parser uses. */
export const FUNCTIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    exp: 'exp',
    expm1: 'expm1',
    log: 'log',
    ln: 'log',
    log1p: 'log1p',
    sqrt: 'sqrt',
    tanh: 'tanh',
    sinh: 'sinh',
    cosh: 'cosh',
    erf: 'erf',
    erfc: 'erfc',
    sin: 'sin',
    cos: 'cos',
    abs: 'abs',
    floor: 'floor',
    sign: 'sign',
    sgn: 'sign',
    max: 'max',
    min: 'min',
  }),
);

/** Functions that LaTeX has a command for; the others are written `\operatorname{...}`. */
export const FUNCTION_COMMANDS = table('exp log ln tanh sinh cosh sin cos max min');

/** Accent commands to the one name kept for each accent. */
export const ACCENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    hat: 'hat',
    widehat: 'hat',
    bar: 'bar',
    overline: 'bar',
    tilde: 'tilde',
    widetilde: 'tilde',
    dot: 'dot',
    vec: 'vec',
    check: 'check',
    breve: 'breve',
  }),
);

/** Commands whose argument is the letters of one upright name. */
export const TEXT_COMMANDS = table('text mathrm operatorname mathit textrm textit');

/** Alphabets that make another letter of a letter, to the name kept for each. */
export const STYLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mathbf: 'mathbf',
    boldsymbol: 'mathbf',
    bm: 'mathbf',
    mathcal: 'mathcal',
    mathbb: 'mathbb',
    mathsf: 'mathsf',
  }),
);

/** Commands that change how a formula looks and not what it says. */
export const SPACING = table('displaystyle textstyle limits nolimits nonumber notag');

/** Environments that only align several equations. */
export const ALIGNMENTS = table('aligned align align* alignat gathered gather gather* split equation equation*');

/** Commands that stand for an operator or relation. */
export const OPERATOR_COMMANDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cdot: '*',
    times: '*',
    ast: '*',
    odot: '*',
    div: '/',
    le: '<=',
    leq: '<=',
    leqslant: '<=',
    lt: '<',
    ge: '>=',
    geq: '>=',
    geqslant: '>=',
    gt: '>',
    ne: '!=',
    neq: '!=',
    approx: 'approx',
    leftarrow: 'gets',
    gets: 'gets',
    implies: 'implies',
    Rightarrow: 'implies',
    Longrightarrow: 'implies',
    land: 'and',
    wedge: 'and',
  }),
);

/** Operators of two characters before those of one, so that the longest is read. */
export const PLAIN_OPERATORS: readonly (readonly [text: string, operator: string])[] = [
  ['<=', '<='],
  ['>=', '>='],
  ['!=', '!='],
  [':=', 'gets'],
  ['=>', 'implies'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['^', '^'],
  ['_', '_'],
  ["'", "'"],
  ['=', '='],
  ['<', '<'],
  ['>', '>'],
  ['\u2212', '-'],
  ['\u00d7', '*'],
  ['\u00b7', '*'],
  ['\u22c5', '*'],
  ['\u2217', '*'],
  ['\u00f7', '/'],
  ['\u2264', '<='],
  ['\u2265', '>='],
  ['\u2260', '!='],
  ['\u2248', 'approx'],
  ['\u2190', 'gets'],
  ['\u21d2', 'implies'],
  ['\u2032', "'"],
];

const GREEK =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho varsigma sigma tau upsilon phi chi psi omega';

/** Unicode letters to the LaTeX name. */
export const UNICODE_NAMES: ReadonlyMap<string, string> = new Map([
  ...GREEK.split(' ').map((name, i): [string, string] => [String.fromCodePoint(0x3b1 + i), `\\${name}`]),
  ['\u0393', '\\Gamma'],
  ['\u0394', '\\Delta'],
  ['\u0398', '\\Theta'],
  ['\u039b', '\\Lambda'],
  ['\u03a3', '\\Sigma'],
  ['\u03a6', '\\Phi'],
  ['\u03a8', '\\Psi'],
  ['\u03a9', '\\Omega'],
  ['\u2202', '\\partial'],
  ['\u221e', '\\infty'],
]);
