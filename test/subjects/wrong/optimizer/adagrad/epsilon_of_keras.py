import numpy as np


class Adagrad:
    def __init__(self, hyper):
        self.lr = hyper["lr"]
        self.epsilon = 1e-7
        self.accumulator = None

    def step(self, theta, g):
        if self.accumulator is None:
            self.accumulator = np.zeros_like(theta)
        self.accumulator = self.accumulator + g**2
        return theta - self.lr * g / (np.sqrt(self.accumulator) + self.epsilon)

    def state(self):
        return {"accumulator": self.accumulator}

    def load(self, state):
        self.accumulator = state["accumulator"]

    def set(self, changed):
        self.lr = changed.get("lr", self.lr)


claims = "optimizer/adagrad"
format = "float64"
create = Adagrad
