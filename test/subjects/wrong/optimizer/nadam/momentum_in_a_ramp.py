import numpy as np


class NAdam:
    """The schedule of the momentum is a ramp over ten steps."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.t = 0
        self.product = 1.0
        self.m = None

    def momentum_at(self, t):
        return self.hyper["beta1"] * min(1.0, t / 10)

    def step(self, theta, g):
        if self.m is None:
            self.m = np.zeros_like(theta)
            self.v = np.zeros_like(theta)
        lr, beta1, beta2, epsilon = (self.hyper[key] for key in ("lr", "beta1", "beta2", "epsilon"))
        self.t += 1
        mu, following = self.momentum_at(self.t), self.momentum_at(self.t + 1)
        self.product *= mu
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        look = following * self.m / (1 - self.product * following) + (1 - mu) * g / (1 - self.product)
        return theta - lr * look / (np.sqrt(self.v / (1 - beta2**self.t)) + epsilon)

    def state(self):
        return {"m": self.m, "v": self.v, "muProduct": np.array(self.product)}

    def load(self, state):
        self.m, self.v = state["m"], state["v"]
        self.product = float(state["muProduct"])

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/nadam"
format = "float64"
create = NAdam
