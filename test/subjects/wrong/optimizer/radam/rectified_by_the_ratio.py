import numpy as np


class RAdam:
    """The rectifier is the root of the share of the length of memory that has been reached."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.t = 0
        self.m = None

    def step(self, theta, g):
        if self.m is None:
            self.m = np.zeros_like(theta)
            self.v = np.zeros_like(theta)
        lr, beta1, beta2, epsilon = (self.hyper[key] for key in ("lr", "beta1", "beta2", "epsilon"))
        self.t += 1
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * g * g
        m_hat = self.m / (1 - beta1**self.t)
        longest = 2 / (1 - beta2) - 1
        power = beta2**self.t
        rho = longest - 2 * self.t * power / (1 - power)
        if rho <= 5:
            return theta - lr * m_hat
        return theta - lr * m_hat * np.sqrt(rho / longest) * np.sqrt(1 - power) / (np.sqrt(self.v) + epsilon)

    def state(self):
        return {"m": self.m, "v": self.v}

    def load(self, state):
        self.m, self.v = state["m"], state["v"]

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/radam"
format = "float64"
create = RAdam
