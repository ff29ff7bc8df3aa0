# An AdamW with a mistake in it: read it first, then let Assay find it.
# Run it from the root of the project:
#   npx assay run ./examples/wrong_adamw.py

import numpy as np

claims = 'adamw'
format = 'float64'


class create:
    """AdamW with decoupled weight decay. Keeps two moments for each parameter."""

    def __init__(self, hyper):
        self.hyper = hyper
        self.m = self.v = 0.0
        self.t = 0

    def step(self, theta, g):
        h = self.hyper
        self.t += 1
        self.m = h.beta1 * self.m + (1 - h.beta1) * g
        self.v = h.beta2 * self.v + (1 - h.beta2) * g**2

        # Both averages start at zero, so both are too small at first.
        m_hat, v_hat = self.m, self.v
        m_hat /= 1 - h.beta1**self.t
        v_hat /= 1 - h.beta2**self.t

        # Decoupled decay: taken from the weight itself, not from the gradient.
        return theta - h.lr * (m_hat / (np.sqrt(v_hat) + h.epsilon) + h.weightDecay * theta)

    def state(self):
        return {'m': self.m, 'v': self.v}

    def set(self, changed):
        self.hyper.update(changed)
