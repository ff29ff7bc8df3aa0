import numpy as np


class Sgd:
    """Steps of fixed length: the gradient is divided by its norm."""

    def __init__(self, hyper):
        self.lr = hyper["lr"]

    def step(self, theta, g):
        norm = np.sqrt(np.sum(g * g))
        return theta - self.lr * (g / norm if norm > 0 else g)

    def set(self, changed):
        self.lr = changed.get("lr", self.lr)


claims = "optimizer/sgd"
format = "float64"
create = Sgd
