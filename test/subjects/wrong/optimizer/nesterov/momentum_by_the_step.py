import numpy as np


class Nesterov:
    """Momentum follows Nesterov's sequence for convex functions, and the argument is its ceiling."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.velocity = None
        self.t = 0

    def step(self, theta, g):
        if self.velocity is None:
            self.velocity = np.zeros_like(theta)
        self.t += 1
        mu = min(self.hyper["momentum"], self.t / (self.t + 3))
        self.velocity = mu * self.velocity + g
        return theta - self.hyper["lr"] * (g + mu * self.velocity)

    def state(self):
        return {"velocity": self.velocity}

    def load(self, state):
        self.velocity = state["velocity"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/nesterov"
format = "float64"
create = Nesterov
