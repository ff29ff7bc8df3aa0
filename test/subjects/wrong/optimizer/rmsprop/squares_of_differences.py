import numpy as np


class RMSprop:
    """Scales by how much the gradient changes from step to step."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.v = None
        self.last = None

    def step(self, theta, g):
        if self.v is None:
            self.v = np.zeros_like(theta)
            self.last = np.zeros_like(theta)
        rho = self.hyper["rho"]
        self.v = rho * self.v + (1 - rho) * (g - self.last) ** 2
        self.last = g.copy()
        return theta - self.hyper["lr"] * g / (np.sqrt(self.v) + self.hyper["epsilon"])

    def state(self):
        return {"v": self.v}

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/rmsprop"
format = "float64"
create = RMSprop
