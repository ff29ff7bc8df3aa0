import numpy as np


class Adadelta:
    """The average of the updates has a memory twice as long as that of the gradients."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.v = None

    def step(self, theta, g):
        if self.v is None:
            self.v = np.zeros_like(theta)
            self.u = np.zeros_like(theta)
        lr, rho, epsilon = (self.hyper[key] for key in ("lr", "rho", "epsilon"))
        slow = np.sqrt(rho)
        self.v = rho * self.v + (1 - rho) * g * g
        delta = np.sqrt(self.u + epsilon) / np.sqrt(self.v + epsilon) * g
        self.u = slow * self.u + (1 - slow) * delta * delta
        return theta - lr * delta

    def state(self):
        return {"v": self.v, "accumulatedUpdate": self.u}

    def load(self, state):
        self.v = state["v"]
        self.u = state["accumulatedUpdate"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/adadelta"
format = "float64"
create = Adadelta
