"""Makes a Python file a subject of Assay. One file; it needs NumPy and nothing else.

`assay run ./my_optimizer.py` reads these names of the file, all of them optional but one of the last two:

    claims = 'adamw'            # the page it implements, or a list of pages
    format = 'float64'          # or a list: 'float32', 'float16', 'bfloat16'
    scalar_format = 'float64'   # the format in which it computes with hyper-parameters
    in_place = False            # True: step changes `theta` itself and returns nothing
    details = {'torch': '1.13'} # whatever the results depend on

    class create:               # or a function: hyper-parameters to an object with `step`
        def __init__(self, hyper): ...
        def step(self, theta, g): ...   # returns the new theta, or {'theta': ...}
        def state(self): ...            # optional: {'m': ..., 'v': ..., 't': the number of steps}
        def load(self, state): ...      # optional
        def set(self, changed): ...     # optional: hyper-parameters change in mid-run

    kernels = {'relu': lambda x: np.maximum(x, 0)}      # functions of arrays, by page
    kernels = {'elu': {'forward': f, 'gradient': df}}   # f(*inputs, hyper), df(*inputs, cotangent, hyper)

Arrays have the shape that the page says and the format that is judged; a bfloat16 is a pattern in a uint16
(`from_bfloat16`, `to_bfloat16`). A result may be wider: it is rounded once. `hyper` is a dict whose keys are
attributes too. A torch.optim optimizer becomes a subject with `wrap_torch`. What the file prints goes to stderr.

A program of another kind calls `serve(claims=..., create=...)` itself and is judged as `exec:python3 program.py`.
"""

import base64
import hashlib
import importlib.util
import inspect
import json
import os
import platform
import sys
import traceback

try:
    import numpy as np
except ImportError as error:  # told apart by its exit code, so that another interpreter can be tried
    print(f'{sys.executable} cannot import NumPy: {error}', file=sys.stderr)
    sys.exit(97)

PROTOCOL = 1
STORAGE = {'float16': '<f2', 'bfloat16': '<u2', 'float32': '<f4', 'float64': '<f8'}
METHODS = ('state', 'load', 'set', 'mode')


class Hyper(dict):
    """Hyper-parameters: `hyper['lr']` and `hyper.lr` are the same."""

    def __getattr__(self, key):
        try:
            return self[key]
        except KeyError:
            raise AttributeError(f'there is no hyper-parameter {key!r}; there are {", ".join(self)}') from None


class Fault(Exception):
    """An answer that is none; `fault` is its name in the protocol."""

    def __init__(self, fault, message):
        super().__init__(message)
        self.fault = fault


def from_bfloat16(bits):
    """The float32 values of bfloat16 patterns; exact."""
    return (np.asarray(bits, np.uint16).astype(np.uint32) << 16).view(np.float32)


def to_bfloat16(values):
    """The bfloat16 patterns of numbers, each rounded once, to nearest and ties to even."""
    wide = np.asarray(values, np.float64)
    with np.errstate(over='ignore', invalid='ignore'):
        single = wide.astype(np.float32)
    # A float64 is first rounded to odd: 24 bits are more than 8 + 2, so the second rounding is as good as the only one
    # (Boldo and Melquiond 2008, "Emulation of FMA and correctly rounded sums", theorem 3).
    bits = single.view(np.uint32).astype(np.int64)
    bits = np.where(np.abs(single) > np.abs(wide), bits - 1, bits)
    bits = np.where((single != wide) & ~np.isnan(wide), bits | 1, bits)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16
    quiet = (bits >> 16) | 0x40
    return np.where(np.isnan(wide), quiet, rounded).astype(np.uint16)


# --- tensors ---------------------------------------------------------------------------------------------------------


def decode(tensor):
    data = np.frombuffer(base64.b64decode(tensor['data']), STORAGE[tensor['dtype']])
    return data.astype(data.dtype.newbyteorder('='), copy=True).reshape(tensor['shape'])


def encode(array, format):
    data = np.ascontiguousarray(array, STORAGE[format])
    return {'dtype': format, 'shape': list(np.shape(array)), 'data': base64.b64encode(data).decode()}


def describe(value):
    if value is None:
        return 'None (is a `return` missing?)'
    if isinstance(value, dict):
        return 'a dict with keys {' + ', '.join(map(str, value)) + '}'
    if isinstance(value, str):
        return f'a str ({value[:40]!r})'
    return f'an array of {value.dtype}' if isinstance(value, np.ndarray) else f'a {type(value).__name__}'


def in_format(value, format, key):
    """What the subject returned, as an array of the format."""
    array = np.asarray(value)
    if value is None or array.dtype.kind not in 'fiub':
        raise Fault('wrong-type', f'returned {describe(value)} as `{key}` instead of an array of numbers')
    with np.errstate(over='ignore'):
        if format != 'bfloat16':
            return array.astype(STORAGE[format])
        if array.dtype == np.uint16:
            return array
        if array.dtype.kind == 'f':
            return to_bfloat16(array)
    raise Fault('wrong-type', f'returned {array.dtype} as `{key}`; a bfloat16 is a pattern in a uint16, or a float')


def by_key(value, keys):
    """Outputs by key, from a dict or from the bare array where there is one key."""
    if isinstance(value, dict):
        missing = [key for key in keys if key not in value]
        if missing:
            raise Fault('missing-output', f'returned {describe(value)}, where `{missing[0]}` is missing')
        return {key: value[key] for key in keys}
    if isinstance(value, tuple) and len(value) == len(keys):
        return dict(zip(keys, value))
    if len(keys) == 1:
        return {keys[0]: value}
    raise Fault('wrong-type', f'returned {describe(value)} instead of a dict with keys {{{", ".join(keys)}}}')


def call_with(function, inputs, extras):
    """Calls with the inputs, and with those extras (by name, in order) that the function has a parameter for."""
    try:
        parameters = list(inspect.signature(function).parameters.values())[len(inputs) :]
    except (TypeError, ValueError):  # some built-in functions have no signature
        return function(*inputs)
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    # A parameter with a default is the function's own (np.tanh has `out`), unless it is called like an extra.
    wanted = [each for each in parameters if each.default is inspect.Parameter.empty or each.name in extras]
    return function(*inputs, *list(extras.values())[: sum(each.kind in kinds for each in wanted)])


# --- the subject -----------------------------------------------------------------------------------------------------


def listed(value):
    return [] if value is None else [value] if isinstance(value, str) else list(value)


class Subject:
    """What a file offers, and the instances that Assay made of it."""

    def __init__(self, offered, pages, name, version):
        self.offered = offered
        self.pages = {page['id']: page for page in pages}
        self.name = name
        self.version = version
        self.formats = listed(offered.get('format')) or ['float64']
        self.instances = {}
        self.kernels = {}
        for page, kernel in (offered.get('kernels') or {}).items():
            self.kernels[page] = kernel if isinstance(kernel, dict) else self.bare(page, kernel)
        if offered.get('create') is not None:
            stateful = [id for id in self.pages if id.startswith('optimizer/')]
            names = [name for name in listed(offered.get('claims')) if name not in self.kernels]
            for page in names or ([] if offered.get('claims') else stateful):
                self.kernels[page] = {'create': offered['create']}

    def page_of(self, name):
        """The page of this name; `None` is left to Assay, which knows what was meant."""
        found = [page for id, page in self.pages.items() if name in (id, id.split('/')[-1])]
        return found[0] if len(found) == 1 else None

    def bare(self, name, function):
        page = self.page_of(name)
        return {'create' if page and page['kind'] == 'stateful' else 'forward': function}

    def kernel_of(self, page):
        for name, kernel in self.kernels.items():
            if name in (page, page.split('/')[-1]):
                return kernel
        raise Fault('not-a-subject', f'offers nothing for {page}')

    def hello(self, _):
        if not self.kernels:
            names = ', '.join(key for key in self.offered if not key.startswith('_')) or 'nothing'
            raise Fault('not-a-subject', f'defines {names}, neither `create` nor `kernels`; see docs/protocol.md')
        described = {}
        for name, kernel in self.kernels.items():
            described[name] = {
                'formats': listed(kernel.get('format')) or self.formats,
                'forward': 'forward' in kernel or 'value' in kernel,
                'gradient': 'gradient' in kernel or 'derivative' in kernel,
                'create': 'create' in kernel,
                **{key: kernel[key] for key in ('origin', 'modes', 'hyper') if key in kernel},
            }
        formats = {format for each in described.values() for format in each['formats']}
        details = {'runtime': f'Python {platform.python_version()}, NumPy {np.__version__}'}
        return {
            'protocol': PROTOCOL,
            'name': self.name,
            'version': self.version,
            'details': {**details, **{str(k): str(v) for k, v in (self.offered.get('details') or {}).items()}},
            'claims': listed(self.offered.get('claims')),
            # A number of Python is a float64; where float64 is judged, a coarser one would excuse what is no rounding.
            'scalarFormat': self.offered.get('scalar_format') or ('float64' if 'float64' in formats else 'float32'),
            'kernels': described,
        }

    def forward(self, request):
        page, kernel = self.pages[request['page']], self.kernel_of(request['page'])
        inputs = [decode(each) for each in request['inputs']]
        function = kernel.get('forward') or kernel['value']
        result = self.untouched(page, inputs, function, {'hyper': Hyper(request['hyper']), 'mode': request['mode']})
        outputs = by_key(result, page['outputs'])
        return self.encoded(outputs, request['format'])

    def gradient(self, request):
        page, kernel = self.pages[request['page']], self.kernel_of(request['page'])
        inputs, cotangent = [decode(each) for each in request['inputs']], decode(request['cotangent'])
        format, extras = request['format'], {'hyper': Hyper(request['hyper']), 'mode': request['mode']}
        if 'gradient' in kernel:
            result = by_key(self.untouched(page, [*inputs, cotangent], kernel['gradient'], extras), page['call'])
        else:
            slope = self.untouched(page, inputs, kernel['derivative'], extras)
            ones = cotangent == (0x3F80 if format == 'bfloat16' else 1)
            # Exact where the cotangent is 1, as in every judgement of a derivative.
            if not ones.all():
                wide = [from_bfloat16(each) if format == 'bfloat16' else each for each in (slope, cotangent)]
                slope = wide[0].astype(np.float64) * wide[1]
            result = {page['call'][0]: slope}
        return self.encoded(result, format)

    def create(self, request):
        page = self.pages[request['page']]
        hyper, info = Hyper(request['hyper']), Hyper(format=request['format'], page=request['page'])
        made = call_with(self.kernel_of(request['page'])['create'], [hyper], {'info': info})
        if not callable(getattr(made, 'step', None)):
            call = ', '.join(page['call'])
            raise Fault('wrong-type', f'returned {describe(made)}; return an object with step({call})')
        self.instances[request['instance']] = (made, page, request['format'])
        return {name: callable(getattr(made, name, None)) for name in METHODS}

    def step(self, request):
        made, page, format = self.instances[request['instance']]
        inputs = [decode(each) for each in request['inputs']]
        in_place = getattr(made, 'in_place', self.offered.get('in_place', False))
        if in_place:
            result = made.step(*inputs)
            # The parameter is the first input, and what comes back of it is what is in it now.
            result = {page['call'][0]: inputs[0]} if result is None else result
        else:
            result = self.untouched(page, inputs, made.step, {})
        value = {'outputs': self.encoded(by_key(result, page['outputs']), format)}
        if callable(getattr(made, 'state', None)):
            try:
                value['state'] = self.slots(made, format)
            except Exception as error:  # the step itself succeeded: told to whoever asks for the state
                value['stateError'] = self.problem_of(error)
        return value

    def state(self, request):
        made, _, format = self.instances[request['instance']]
        return self.slots(made, format)

    def load(self, request):
        made, _, _ = self.instances[request['instance']]
        made.load({key: decode(slot) for key, slot in request['state'].items()})

    def set(self, request):
        self.instances[request['instance']][0].set(Hyper(request['hyper']))

    def mode(self, request):
        self.instances[request['instance']][0].mode(request['mode'])

    def dispose(self, request):
        made, _, _ = self.instances.pop(request['instance'])
        if callable(getattr(made, 'dispose', None)):
            made.dispose()

    def untouched(self, page, inputs, function, extras):
        """Calls, and sees to it that the caller's arrays are what they were."""
        before = [each.tobytes() for each in inputs]
        result = call_with(function, inputs, extras)
        for i, each in enumerate(inputs):
            if each.tobytes() == before[i]:
                continue
            key = page['call'][i] if i < len(page['call']) else 'cotangent'
            hint = ', or write `in_place = True` if that is meant' if result is None and i == 0 else ''
            advice = f'work on a copy (`{key}.copy()`) and return it{hint}'
            raise Fault('mutated-input', f'changed the array `{key}` of its caller in place; {advice}')
        return result

    def encoded(self, outputs, format):
        return {key: encode(in_format(value, format, key), format) for key, value in outputs.items()}

    def slots(self, made, format):
        """The state. A slot of a wider float format than the judged one is sent as it is."""
        state = made.state()
        if not isinstance(state, dict):
            raise Fault('wrong-type', f'returned {describe(state)} from state(); return a dict of slots')
        slots = {}
        for key, value in state.items():
            own = {'f4': 'float32', 'f8': 'float64'}.get(np.asarray(value).dtype.str[1:])
            wider = own is not None and np.dtype(STORAGE[own]).itemsize > np.dtype(STORAGE[format]).itemsize
            kept = 'float64' if key == 't' else own if wider and isinstance(value, np.ndarray) else format
            slots[str(key)] = encode(in_format(value, kept, key), kept)
        return slots

    def problem_of(self, error):
        """An exception as the protocol tells it; its trace as far as it is the subject's own."""
        if isinstance(error, Fault):
            return {'message': str(error), 'fault': error.fault}
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
        own = [frame for frame in frames if os.path.basename(frame.filename) == os.path.basename(self.name)] or frames
        line = f' (line {own[-1].lineno})' if own else ''
        message = ' '.join(str(error).split())
        trace = ''.join(traceback.format_list(frames)) + f'{type(error).__name__}: {error}'
        return {'message': f'threw {type(error).__name__}: {message}{line}', 'fault': 'threw', 'detail': trace[-2000:]}


# --- the conversation ------------------------------------------------------------------------------------------------


def own_streams():
    """The pipes of the protocol, which nothing else can reach: what is printed goes to stderr, also from C."""
    requests, replies = os.fdopen(os.dup(0), 'rb'), os.fdopen(os.dup(1), 'wb')
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, replies


def converse(open_subject, streams):
    """Answers requests until their end. `open_subject(pages)` is called by the first one."""
    requests, replies = streams
    subject = None
    for line in requests:
        request = json.loads(line)
        reply = {'seq': request['seq']}
        try:
            if request['kind'] == 'hello':
                subject = open_subject(request['pages'])
            answer = getattr(subject, request['kind'], None)
            if request['kind'] not in KINDS or answer is None:
                raise Fault('not-a-subject', f'knows no request of the kind {request["kind"]!r}')
            value = answer(request)
            reply['value'] = {} if value is None else value
        except Exception as error:
            problem_of = subject.problem_of if subject else lambda e: Subject({}, [], '', '').problem_of(e)
            reply['error'] = problem_of(error)
        replies.write(json.dumps(reply).encode() + b'\n')
        replies.flush()


KINDS = ('hello', 'forward', 'gradient', 'create', 'step', 'state', 'load', 'set', 'mode', 'dispose')


def serve(**offered):
    """Makes the running program a subject, with the names that a file may define; returns when Assay is done."""
    path = sys.argv[0]
    streams = own_streams()
    converse(lambda pages: Subject(offered, pages, path, version_of(path)), streams)


def version_of(path):
    """A file seldom has a version: its text is what was judged."""
    try:
        with open(path, 'rb') as file:
            return 'sha256:' + hashlib.sha256(file.read()).hexdigest()[:12]
    except OSError:
        return 'unknown'


def serve_file(path):
    """Makes a file a subject; its names are read when Assay asks, so that what goes wrong in it is told."""
    streams = own_streams()
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))

    def open_subject(pages):
        try:
            spec = importlib.util.spec_from_file_location('subject', path)
            module = importlib.util.module_from_spec(spec)
            sys.modules['subject'] = module
            spec.loader.exec_module(module)
        except ModuleNotFoundError as error:
            print(f'{sys.executable} cannot import what {path} imports: {error}', file=sys.stderr)
            sys.exit(97)
        except SystemExit as error:
            raise Fault('not-a-subject', f'called sys.exit({error.code!r}) when it was imported') from None
        except BaseException as error:
            raise Fault('threw', Subject({}, [], path, '').problem_of(error)['message'] + ' when it was imported') from None
        return Subject(vars(module), pages, path, version_of(path))

    converse(open_subject, streams)


# --- torch.optim -----------------------------------------------------------------------------------------------------

#: Slots of torch.optim by page key; a class keeps some of them.
TORCH_SLOTS = {
    'm': 'exp_avg',
    'v': ('exp_avg_sq', 'square_avg'),
    'vMax': 'max_exp_avg_sq',
    'muProduct': 'mu_product',
    'infinityNorm': 'exp_inf',
    'velocity': 'momentum_buffer',
    'accumulator': 'sum',
    'accumulatedUpdate': 'acc_delta',
    'gAverage': 'grad_avg',
}

#: Options of torch.optim by the key of a hyper-parameter; the first that an optimizer has is meant.
TORCH_OPTIONS = {
    'lr': ('lr',),
    'rho': ('rho', 'alpha'),
    'epsilon': ('eps',),
    'momentum': ('momentum',),
    'weightDecay': ('weight_decay',),
    'momentumDecay': ('momentum_decay',),
}


def wrap_torch(make):
    """`create` for a torch.optim optimizer: `make(params, hyper)` returns one, e.g.

    create = wrap_torch(lambda params, hyper: torch.optim.SGD(params, lr=hyper.lr, momentum=hyper.momentum))

    The state is read from `optimizer.state`, `set` writes into `param_groups`.
    """

    def create(hyper, info):
        return TorchInstance(make, hyper, info.format)

    return create


class TorchInstance:
    """One optimizer of torch.optim over one parameter."""

    def __init__(self, make, hyper, format):
        import torch

        self.torch = torch
        self.make = make
        self.hyper = Hyper(hyper)
        self.dtype = getattr(torch, format)
        self.format = format
        self.parameter = None
        self.optimizer = None
        self.loaded = None

    def to_torch(self, array):
        if self.format == 'bfloat16' and array.dtype == np.uint16:
            return self.torch.from_numpy(array.view(np.int16).copy()).view(self.torch.bfloat16)
        return self.torch.from_numpy(np.ascontiguousarray(array))

    def to_numpy(self, tensor):
        tensor = tensor.detach()
        if tensor.dtype == self.torch.bfloat16:
            return tensor.contiguous().view(self.torch.int16).numpy().view(np.uint16).copy()
        return tensor.numpy().copy()

    def step(self, theta, g):
        if self.parameter is None:
            self.parameter = self.torch.nn.Parameter(self.to_torch(theta).clone())
            self.optimizer = self.make([self.parameter], self.hyper)
            if self.loaded:
                self.put(self.loaded)
        with self.torch.no_grad():
            self.parameter.copy_(self.to_torch(theta))
        self.parameter.grad = self.to_torch(g).clone()
        self.optimizer.step()
        return self.to_numpy(self.parameter)

    def state(self):
        kept = self.optimizer.state[self.parameter] if self.optimizer else {}
        slots = {}
        for key, names in TORCH_SLOTS.items():
            for name in (names,) if isinstance(names, str) else names:
                if self.torch.is_tensor(kept.get(name)):
                    slots[key] = self.to_numpy(kept[name])
        # In place of a count of steps of its own: where it goes on after a restart.
        if 'step' in kept:
            slots['t'] = np.float64(float(kept['step']))
        return slots

    def load(self, state):
        if self.optimizer is None:
            self.loaded = state  # torch.optim makes its slots at the first step
        else:
            self.put(state)

    def put(self, state):
        torch, kept = self.torch, self.optimizer.state[self.parameter]
        if not kept:
            # A step on a gradient of zeros makes the slots; they are overwritten then, and the step is not counted.
            before = self.parameter.detach().clone()
            self.parameter.grad = torch.zeros_like(self.parameter)
            self.optimizer.step()
            with torch.no_grad():
                self.parameter.copy_(before)
            self.count(kept, 0)
        for key, names in TORCH_SLOTS.items():
            for name in (names,) if isinstance(names, str) else names:
                if key in state and torch.is_tensor(kept.get(name)):
                    kept[name].copy_(self.to_torch(np.asarray(state[key])).reshape(kept[name].shape))
        if 't' in state:
            self.count(kept, float(np.asarray(state['t']).reshape(())))

    def count(self, kept, steps):
        if self.torch.is_tensor(kept.get('step')):
            kept['step'].fill_(steps)
        elif 'step' in kept:
            kept['step'] = int(steps)

    def set(self, changed):
        self.hyper.update(changed)
        for group in self.optimizer.param_groups if self.optimizer else []:
            for key, value in changed.items():
                option = next((name for name in TORCH_OPTIONS.get(key, ()) if name in group), None)
                if option is not None:
                    group[option] = value
            if 'betas' in group:
                group['betas'] = (self.hyper.get('beta1', group['betas'][0]), self.hyper.get('beta2', group['betas'][1]))


if __name__ == '__main__':
    if len(sys.argv) != 2:
        print('write: python3 assay_subject.py my_optimizer.py', file=sys.stderr)
        sys.exit(2)
    # `from assay_subject import wrap_torch` in the file is to find this very module.
    sys.modules['assay_subject'] = sys.modules['__main__']
    serve_file(sys.argv[1])
