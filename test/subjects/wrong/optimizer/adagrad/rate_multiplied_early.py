import numpy as np


class Adagrad:
    def __init__(self, hyper):
        self.lr = hyper["lr"]
        self.epsilon = hyper["epsilon"]
        self.accumulator = None

    def step(self, theta, g):
        if self.accumulator is None:
            self.accumulator = np.zeros_like(theta)
        move = self.lr * g
        self.accumulator = self.accumulator + move * move
        return theta - move / (np.sqrt(self.accumulator) + self.epsilon)

    def state(self):
        return {"accumulator": self.accumulator}

    def load(self, state):
        self.accumulator = state["accumulator"]

    def set(self, changed):
        self.lr = changed.get("lr", self.lr)


claims = "optimizer/adagrad"
format = "float64"
create = Adagrad
