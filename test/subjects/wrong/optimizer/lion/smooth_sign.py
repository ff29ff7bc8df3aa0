import numpy as np


class Lion:
    """The sign is smoothed, which is kinder to small directions."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.m = None

    def step(self, theta, g):
        if self.m is None:
            self.m = np.zeros_like(theta)
        lr, beta1, beta2, decay = (self.hyper[key] for key in ("lr", "beta1", "beta2", "weightDecay"))
        c = beta1 * self.m + (1 - beta1) * g
        self.m = beta2 * self.m + (1 - beta2) * g
        return theta - lr * (np.tanh(10 * c) + decay * theta)

    def state(self):
        return {"m": self.m}

    def load(self, state):
        self.m = state["m"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/lion"
format = "float64"
create = Lion
