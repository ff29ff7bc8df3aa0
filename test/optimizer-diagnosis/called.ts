/** What a page calls a planted mistake, where that is not what its author suggested, and why it is the same. */
export interface Called {
  /** A hypothesis each: one id, or several that hold together. */
  readonly ids?: readonly (string | readonly string[])[];
  /** What may be said in words where no id says it. */
  readonly says?: readonly RegExp[];
  /** The formula that both are. */
  readonly same: string;
}

/** The sentences of `expected-optimizers.json` about behaviours, and how Assay puts them. */
export const BEHAVIOURS: Readonly<Record<string, RegExp>> = {
  'wrong in the last elements of a vector whose length is no multiple of 4':
    /where an element stands|on its place|on the length|last elements?|multiple of 4/,
  'depends on the other elements': /on (the )?other elements|on the length|how many elements/,
  'state shared between instances': /(instances|groups) are not independent|shared between instances/,
  'wrong after a change of lr': /after a change of lr|until lr is changed/,
  'wrong after the state was restored': /until the state is restored|after the state was (saved and )?restored/,
  'state kept in half precision': /half precision|float16/,
  'wrong at step 1 only': /wrong (at|in) step 1 only|right from step 2|wrong in the first step only/,
};

/**
 * The modules were written without a look at the pages, and the pages without a look at the modules, so names may differ.
 * An entry says that the mathematics does not.
 */
export const CALLED: Readonly<Record<string, Called>> = {
  'amsgrad/maximum-kept-in-the-average': {
    ids: ['second-moment-never-falls'],
    same: 'v = max(v, beta2 v + (1 - beta2) g^2)',
  },
  'nadam/this-momentum-for-the-next': {
    ids: [['next-momentum-missing-in-product', 'same-momentum-in-look-ahead']],
    same: '(mu_t m + (1 - mu_t) g) / (1 - P_t)',
  },
  'schedule/one-cycle-final-from-the-maximum': {
    ids: [['final-from-maximum', 'no-clamp']],
    same: 'the cosine to lrMax / finalDivFactor, which no one stops after the last step',
  },
  'schedule/one-cycle-from-zero': {
    ids: [['no-clamp', 'start-at-zero']],
    same: 'the cosine from zero, which no one stops after the last step either',
  },
};
