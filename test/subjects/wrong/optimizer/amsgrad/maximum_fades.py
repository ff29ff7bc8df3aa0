import numpy as np


class AMSGrad:
    """The maximum loses a twentieth of itself each step, so that one outlier is not remembered for ever."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.t = 0
        self.m = None

    def step(self, theta, g):
        if self.m is None:
            self.m = np.zeros_like(theta)
            self.v = np.zeros_like(theta)
            self.v_max = np.zeros_like(theta)
        lr, beta1, beta2, epsilon = (self.hyper[key] for key in ("lr", "beta1", "beta2", "epsilon"))
        self.t += 1
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        self.v_max = np.maximum(0.95 * self.v_max, self.v)
        d = np.sqrt(self.v_max) / np.sqrt(1 - beta2**self.t) + epsilon
        return theta - lr * self.m / (1 - beta1**self.t) / d

    def state(self):
        return {"m": self.m, "v": self.v, "vMax": self.v_max}

    def load(self, state):
        self.m, self.v, self.v_max = state["m"], state["v"], state["vMax"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/amsgrad"
format = "float64"
create = AMSGrad
