import numpy as np


class RMSprop:
    """To save memory the mean square is stored in half precision."""

    def __init__(self, hyper):
        self.hyper = dict(hyper)
        self.v = None

    def step(self, theta, g):
        if self.v is None:
            self.v = np.zeros(theta.shape, np.float16)
        lr, rho, epsilon = (self.hyper[key] for key in ("lr", "rho", "epsilon"))
        v = rho * self.v.astype(theta.dtype) + (1 - rho) * g * g
        self.v = v.astype(np.float16)
        return (theta - lr * g / (np.sqrt(self.v.astype(theta.dtype)) + epsilon)).astype(theta.dtype)

    def state(self):
        return {"v": self.v.astype(np.float32)}

    def load(self, state):
        self.v = state["v"].astype(np.float16)

    def set(self, changed):
        self.hyper.update(changed)


claims = "optimizer/rmsprop"
format = "float32"
create = RMSprop
