# AdamW of PyTorch: what `wrap_torch` makes of an optimizer of torch.optim.
# Run it from the root of the project, with a Python that has PyTorch:
#   ASSAY_PYTHON=/usr/bin/python3 npx assay run ./examples/torch_adamw.py

import torch
from assay_subject import wrap_torch

claims = 'adamw'
format = ['float32', 'float64']
details = {'torch': torch.__version__}


@wrap_torch
def create(params, hyper):
    return torch.optim.AdamW(
        params,
        lr=hyper.lr,
        betas=(hyper.beta1, hyper.beta2),
        eps=hyper.epsilon,
        weight_decay=hyper.weightDecay,
    )
