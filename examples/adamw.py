# AdamW, decoupled weight decay (I. Loshchilov and F. Hutter, ICLR 2019, algorithm 2), in NumPy.
# Run it from the root of the project:
#   npx assay run ./examples/adamw.py

import numpy as np

claims = 'adamw'
format = 'float64'


class create:
    """One optimizer for one parameter array. `step` returns the new parameters and leaves the caller's arrays alone."""

    def __init__(self, hyper):
        self.hyper = hyper
        self.m = self.v = 0.0
        self.t = 0

    def step(self, theta, g):
        lr, beta1, beta2 = self.hyper.lr, self.hyper.beta1, self.hyper.beta2
        self.t += 1

        # Moving averages of the gradient and of its square; both start at zero, so both are too small at first.
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        m_hat = self.m / (1 - beta1**self.t)
        v_hat = self.v / (1 - beta2**self.t)

        update = m_hat / (np.sqrt(v_hat) + self.hyper.epsilon)
        return theta - lr * update - lr * self.hyper.weightDecay * theta

    # Everything below is optional. With it Assay can say which equation breaks, and test restarts and changes of lr.
    def state(self):
        return {'m': self.m, 'v': self.v, 't': self.t}

    def load(self, state):
        self.m, self.v = state['m'], state['v']
        self.t = int(state.get('t', self.t))

    def set(self, changed):
        self.hyper.update(changed)
