import numpy as np


class Momentum:
    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.velocity = None

    def step(self, theta, g):
        if self.velocity is None:
            self.velocity = np.zeros_like(theta)
        mu = self.hyper["momentum"]
        self.velocity = mu * self.velocity + g
        return theta - self.hyper["lr"] * (g + mu * self.velocity)

    def state(self):
        return {"velocity": self.velocity}

    def load(self, state):
        self.velocity = state["velocity"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/momentum"
format = "float64"
create = Momentum
