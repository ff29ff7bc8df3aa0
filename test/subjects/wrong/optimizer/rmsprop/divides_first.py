import numpy as np


class RMSprop:
    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.v = None

    def step(self, theta, g):
        if self.v is None:
            self.v = np.zeros_like(theta)
        lr, rho, epsilon = (self.hyper[key] for key in ("lr", "rho", "epsilon"))
        theta = theta - lr * g / (np.sqrt(self.v) + epsilon)
        self.v = rho * self.v + (1 - rho) * g * g
        return theta

    def state(self):
        return {"v": self.v}

    def load(self, state):
        self.v = state["v"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/rmsprop"
format = "float64"
create = RMSprop
