"""All of torch.optim as one subject: a kernel for each page of an optimizer that PyTorch has.

Run it with a Python that has PyTorch: `ASSAY_PYTHON=/usr/bin/python3 npx assay run adapters/process/python/torch_optim.py`
"""

import torch
from assay_subject import wrap_torch

format = ['float32', 'float64']
details = {'torch': torch.__version__, 'threads': torch.get_num_threads()}

optim = torch.optim


def adam(**options):
    """Adam and what differs from it by an option or by the class."""
    kind = options.pop('kind', optim.Adam)

    def make(params, hyper):
        own = {'weight_decay': hyper.weightDecay} if 'weightDecay' in hyper else {}
        return kind(params, lr=hyper.lr, betas=(hyper.beta1, hyper.beta2), eps=hyper.epsilon, **own, **options)

    return make


def nesterov(params, hyper):
    # torch.optim refuses `nesterov` without a momentum, where it would change nothing.
    return optim.SGD(params, lr=hyper.lr, momentum=hyper.momentum, nesterov=hyper.momentum > 0)


def nadam(params, hyper):
    betas, psi = (hyper.beta1, hyper.beta2), hyper.momentumDecay
    return optim.NAdam(params, lr=hyper.lr, betas=betas, eps=hyper.epsilon, momentum_decay=psi)


makers = {
    'sgd': lambda params, hyper: optim.SGD(params, lr=hyper.lr),
    'momentum': lambda params, hyper: optim.SGD(params, lr=hyper.lr, momentum=hyper.momentum),
    'nesterov': nesterov,
    'adagrad': lambda params, hyper: optim.Adagrad(params, lr=hyper.lr, eps=hyper.epsilon),
    'adadelta': lambda params, hyper: optim.Adadelta(params, lr=hyper.lr, rho=hyper.rho, eps=hyper.epsilon),
    'rmsprop': lambda params, hyper: optim.RMSprop(params, lr=hyper.lr, alpha=hyper.rho, eps=hyper.epsilon),
    'adam': adam(),
    'adam-l2': adam(),
    'adamw': adam(kind=optim.AdamW),
    'amsgrad': adam(amsgrad=True),
    'adamax': adam(kind=optim.Adamax),
    'nadam': nadam,
    'radam': adam(kind=optim.RAdam),
}

kernels = {page: {'create': wrap_torch(make)} for page, make in makers.items()}
