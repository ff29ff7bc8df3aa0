import numpy as np


class AdamW:
    """The decay is split: half before the adaptive step, half after it."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.t = 0
        self.m = None

    def step(self, theta, g):
        if self.m is None:
            self.m = np.zeros_like(theta)
            self.v = np.zeros_like(theta)
        lr, beta1, beta2, epsilon, decay = (
            self.hyper[key] for key in ("lr", "beta1", "beta2", "epsilon", "weightDecay")
        )
        self.t += 1
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        half = 1 - lr * decay / 2
        m_hat = self.m / (1 - beta1**self.t)
        v_hat = self.v / (1 - beta2**self.t)
        return half * (half * theta - lr * m_hat / (np.sqrt(v_hat) + epsilon))

    def state(self):
        return {"m": self.m, "v": self.v}

    def load(self, state):
        self.m, self.v = state["m"], state["v"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/adamw"
format = "float64"
create = AdamW
