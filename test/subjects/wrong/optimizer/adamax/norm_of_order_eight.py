import numpy as np


class Adamax:
    """A norm of order eight is close to the maximum and smooth."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.t = 0
        self.m = None

    def step(self, theta, g):
        if self.m is None:
            self.m = np.zeros_like(theta)
            self.u = np.zeros_like(theta)
        lr, beta1, beta2, epsilon = (self.hyper[key] for key in ("lr", "beta1", "beta2", "epsilon"))
        self.t += 1
        self.m = beta1 * self.m + (1 - beta1) * g
        self.u = ((beta2 * self.u) ** 8 + (np.abs(g) + epsilon) ** 8) ** 0.125
        return theta - lr / (1 - beta1**self.t) * self.m / self.u

    def state(self):
        return {"m": self.m, "infinityNorm": self.u}

    def load(self, state):
        self.m = state["m"]
        self.u = state["infinityNorm"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/adamax"
format = "float64"
create = Adamax
