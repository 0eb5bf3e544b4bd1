"""Writes FOLDER/distributions.jsonl: what torch.distributions gives for several parameters and seeds.

A line is a distribution, a pair of distributions and their divergence, a transform, a constraint, or a call that is refused. Of each result
there is its dtype, size and bits, or the class and text of the exception; of distributions also the gradients of log densities
and of samples. The file among the test resources has float64 and the first parameters of each only; --all adds float32 and the others.
"""

import argparse
import json
import math
import pathlib
import warnings

import torch
from torch import distributions as D
from torch.distributions import constraints, kl, transforms

INF, NAN = math.inf, math.nan
SEED = 7
MATRIX = [[2.0, 0.5], [0.5, 1.5]]
FACTOR = [[1.5, 0.0], [-0.25, 0.75]]
PROBS = {"probs": [0.1, 0.35, 0.9]}, {"logits": [[-1.5, 0.25], [2.0, 0.0]]}
EVENTS = {"probs": [0.2, 0.5, 0.3]}, {"logits": [[0.5, -1.0, 0.25], [2.0, 0.0, -0.5]]}
LOC_SCALE = {"loc": [0.5, -1.25], "scale": [[1.5], [0.25]]}, {"loc": 0.5, "scale": 2.0}, {"loc": [0.25], "scale": [1.5]}
CONCENTRATIONS = {"concentration1": [0.5, 2.5], "concentration0": [1.5, 0.75]}, {"concentration1": 2.0, "concentration0": 3.0}

# Of each distribution several sets of parameters.
PARAMETERS = {
    "Bernoulli": (*PROBS, {"probs": 0.5}),
    "Beta": CONCENTRATIONS,
    "Binomial": ({"total_count": [5.0, 3.0, 4.0], **PROBS[0]}, {"total_count": 4.0, **PROBS[1]}),
    "Categorical": EVENTS,
    "Cauchy": LOC_SCALE,
    "Chi2": ({"df": [0.5, 3.0]}, {"df": 4.0}),
    "ContinuousBernoulli": ({"probs": [0.1, 0.4995, 0.9]}, PROBS[1], {"probs": 0.3}),
    "Dirichlet": ({"concentration": [0.5, 2.0, 3.5]}, {"concentration": [[0.5, 0.25], [2.0, 0.75]]}),
    "Exponential": ({"rate": [0.5, 2.0]}, {"rate": 1.5}),
    "FisherSnedecor": ({"df1": [1.5, 5.0], "df2": [3.0, 6.5]}, {"df1": 4.0, "df2": 5.0}),
    "Gamma": ({"concentration": [0.5, 3.0], "rate": [1.5, 0.25]}, {"concentration": 2.0, "rate": 3.0}),
    "GeneralizedPareto": (
        {"loc": [0.5, -1.0, 0.0], "scale": [1.5, 0.5, 2.0], "concentration": [0.25, -0.5, 0.0]},
        {"loc": 0.0, "scale": 1.0, "concentration": 1.5},
    ),
    "Geometric": (*PROBS, {"probs": 0.25}),
    "Gumbel": LOC_SCALE,
    "HalfCauchy": ({"scale": [0.5, 2.0]}, {"scale": 1.5}),
    "HalfNormal": ({"scale": [0.5, 2.0]}, {"scale": 1.5}),
    "InverseGamma": ({"concentration": [0.5, 3.0], "rate": [1.5, 0.25]}, {"concentration": 2.5, "rate": 3.0}),
    "Kumaraswamy": CONCENTRATIONS,
    "LKJCholesky": ({"dim": 3, "concentration": [0.5, 2.0]}, {"dim": 2, "concentration": 1.0}),
    "Laplace": LOC_SCALE,
    "LogNormal": LOC_SCALE,
    "LogisticNormal": ({"loc": [0.5, -1.25], "scale": [1.5, 0.25]}, {"loc": [[0.5], [-0.25]], "scale": [1.0, 2.0]}),
    "LowRankMultivariateNormal": (
        {"loc": [0.5, -1.0], "cov_factor": [[1.0], [0.5]], "cov_diag": [0.5, 2.0]},
        {"loc": [[0.5, -1.0], [2.0, 0.25]], "cov_factor": [[1.0, 0.25], [0.5, -1.5]], "cov_diag": [0.5, 2.0]},
    ),
    "Multinomial": ({"total_count": 5, **EVENTS[0]}, {"total_count": 3, **EVENTS[1]}),
    "MultivariateNormal": (
        {"loc": [0.5, -1.0], "covariance_matrix": MATRIX},
        {"loc": [[0.5, -1.0], [2.0, 0.25], [0.0, 1.0]], "precision_matrix": MATRIX},
        {"loc": [0.5, -1.0], "scale_tril": [FACTOR, [[0.5, 0.0], [1.0, 2.0]]]},
    ),
    "NegativeBinomial": ({"total_count": [5.0, 2.5, 4.0], **PROBS[0]}, {"total_count": 4.0, **PROBS[1]}),
    "Normal": LOC_SCALE,
    "OneHotCategorical": EVENTS,
    "OneHotCategoricalStraightThrough": EVENTS,
    "Pareto": ({"scale": [0.5, 2.0], "alpha": [1.5, 3.25]}, {"scale": 1.0, "alpha": 2.5}),
    "Poisson": ({"rate": [0.5, 4.0]}, {"rate": 12.0}),
    "RelaxedBernoulli": tuple({"temperature": [2.2], **each} for each in PROBS),
    "RelaxedOneHotCategorical": tuple({"temperature": [1.25], **each} for each in EVENTS),
    "StudentT": ({"df": [0.75, 1.5, 4.0], "loc": [0.5], "scale": [1.5, 2.0, 0.5]}, {"df": 3.5, "loc": 0.0, "scale": 1.0}),
    "Uniform": ({"low": [0.5, -1.0], "high": [[1.5], [2.25]]}, {"low": -1.0, "high": 2.0}),
    "VonMises": ({"loc": [0.5, -1.0], "concentration": [0.5, 6.0]}, {"loc": 0.25, "concentration": 1e-6}),
    "Weibull": ({"scale": [0.5, 2.0], "concentration": [1.5, 3.25]}, {"scale": 1.5, "concentration": 0.75}),
    "Wishart": ({"df": 3.5, "covariance_matrix": MATRIX}, {"df": [2.5, 4.0], "scale_tril": FACTOR}),
}
HIDDEN = {
    "LogitRelaxedBernoulli": tuple({"temperature": [2.2], **each} for each in PROBS),
    "ExpRelaxedCategorical": tuple({"temperature": [1.25], **each} for each in EVENTS),
}
COMPOSED = {
    "Independent": lambda dtype: D.Independent(made("Normal", LOC_SCALE[0], dtype), 1),
    "IndependentOfNone": lambda dtype: D.Independent(made("Bernoulli", PROBS[0], dtype), 0),
    "MixtureSameFamily": lambda dtype: D.MixtureSameFamily(
        made("Categorical", EVENTS[0], dtype), made("Normal", {"loc": [0.5, -1.0, 3.0], "scale": [1.0, 0.5, 2.0]}, dtype)
    ),
    "MixtureOfVectors": lambda dtype: D.MixtureSameFamily(
        made("Categorical", EVENTS[1], dtype),
        D.Independent(made("Normal", {"loc": [[[0.5, -1.0]] * 3, [[2.0, 0.25]] * 3], "scale": [1.0, 0.5]}, dtype), 1),
    ),
    "TransformedDistribution": lambda dtype: D.TransformedDistribution(
        made("Normal", LOC_SCALE[0], dtype), [transforms.AffineTransform(0.5, -2.0), transforms.SigmoidTransform()]
    ),
    "TransformedToVectors": lambda dtype: D.TransformedDistribution(
        made("Normal", LOC_SCALE[0], dtype), [transforms.StickBreakingTransform()]
    ),
}
METHODS = ("mean", "mode", "variance", "stddev", "entropy", "perplexity", "enumerate_support")
TENSORS = {
    "vector": [0.5, -1.25, 0.75],
    "unit": [0.125, 0.5, 0.875],
    "positive": [0.5, 1.25, 3.0],
    "simplex": [0.25, 0.5, 0.25],
    "matrix": [[0.5, -1.0], [0.25, 0.75]],
    "pair": [[0.5, -1.0, 0.25], [0.25, 0.75, 2.0]],
}
# Of each transform its arguments, and which tensors go in and out.
TRANSFORMS = {
    "ExpTransform": ((), "vector", "positive"),
    "PowerTransform": (({"t": 2.5},), "positive", "positive"),
    "SigmoidTransform": ((), "vector", "unit"),
    "SoftplusTransform": ((), "vector", "positive"),
    "TanhTransform": ((), "vector", "unit"),
    "AbsTransform": ((), "vector", "positive"),
    "AffineTransform": ((0.5, -2.0), "vector", "vector"),
    "AffineTransformOfTensors": (({"t": [0.5, 1.0, 2.0]}, {"t": [-2.0, 1.5, 3.0]}), "vector", "vector"),
    "AffineTransformOfVectors": ((0.5, -2.0, 1), "pair", "pair"),
    "SoftmaxTransform": ((), "vector", "simplex"),
    "StickBreakingTransform": ((), "vector", "simplex"),
    "LowerCholeskyTransform": ((), "matrix", "factor"),
    "PositiveDefiniteTransform": ((), "matrix", "definite"),
    "CorrCholeskyTransform": ((), "vector", None),
    "ReshapeTransform": (([3], [3, 1]), "pair", None),
    "ComposeTransform": ((), "vector", "unit"),
    "IndependentTransform": ((), "pair", "pair"),
    "CatTransform": ((), "vector", "unit"),
    "StackTransform": ((), "vector", "unit"),
    "CumulativeDistributionTransform": ((), "vector", "unit"),
}
CONSTRAINTS = {
    "boolean": ("vector", "bits"),
    "one_hot": ("simplex", "bits"),
    "nonnegative_integer": ("vector", "bits"),
    "positive_integer": ("positive", "bits"),
    "integer_interval": ("vector", "bits"),
    "real": ("vector",),
    "real_vector": ("pair",),
    "positive": ("vector",),
    "nonnegative": ("vector", "bits"),
    "greater_than": ("vector",),
    "greater_than_eq": ("vector",),
    "less_than": ("vector",),
    "multinomial": ("bits", "vector"),
    "unit_interval": ("vector", "unit"),
    "interval": ("vector",),
    "half_open_interval": ("vector",),
    "simplex": ("simplex", "vector"),
    "lower_triangular": ("matrix", "factor"),
    "lower_cholesky": ("matrix", "factor"),
    "corr_cholesky": ("factor", "identity"),
    "square": ("matrix", "pair"),
    "symmetric": ("matrix", "definite"),
    "positive_semidefinite": ("matrix", "definite"),
    "positive_definite": ("matrix", "definite"),
    "independent": ("pair",),
    "cat": ("vector",),
    "stack": ("vector",),
    "MixtureSameFamilyConstraint": ("vector",),
}
NUMBERS = {"integer_interval": (0, 2), "greater_than": (0.5,), "greater_than_eq": (0.5,), "less_than": (0.5,),
           "multinomial": (2,), "interval": (-1.5, 0.5), "half_open_interval": (-1.5, 0.5)}
REFUSED = (
    ("Normal", {"loc": 0.0, "scale": -1.0}),
    ("Normal", {"loc": [0.0, NAN], "scale": [1.0, 2.0]}),
    ("Bernoulli", {"probs": [0.5, 1.5]}),
    ("Categorical", {"probs": 0.5}),
    ("Categorical", {"logits": 0.5}),
    ("Chi2", {"df": -1.0}),
    ("Dirichlet", {"concentration": 1.0}),
    ("Dirichlet", {"concentration": [1.0, -2.0]}),
    ("Geometric", {"probs": [0.5, 0.0]}),
    ("HalfNormal", {"scale": -1.0}),
    ("LogNormal", {"loc": 0.0, "scale": -1.0}),
    ("LKJCholesky", {"dim": 1, "concentration": 1.0}),
    ("LowRankMultivariateNormal", {"loc": 1.0, "cov_factor": [[1.0]], "cov_diag": [1.0]}),
    ("LowRankMultivariateNormal", {"loc": [1.0], "cov_factor": [1.0], "cov_diag": [1.0]}),
    ("LowRankMultivariateNormal", {"loc": [1.0], "cov_factor": [[1.0], [2.0]], "cov_diag": [1.0]}),
    ("LowRankMultivariateNormal", {"loc": [1.0], "cov_factor": [[1.0]], "cov_diag": [1.0, 2.0]}),
    ("MultivariateNormal", {"loc": 1.0, "covariance_matrix": [[1.0]]}),
    ("MultivariateNormal", {"loc": [1.0], "covariance_matrix": [1.0]}),
    ("MultivariateNormal", {"loc": [1.0], "scale_tril": [1.0]}),
    ("MultivariateNormal", {"loc": [1.0, 2.0], "covariance_matrix": [[1.0, 2.0], [0.0, 1.0]]}),
    ("Uniform", {"low": 1.0, "high": 0.0}),
    ("Wishart", {"df": 0.5, "covariance_matrix": MATRIX}),
    ("Wishart", {"df": 3.0, "covariance_matrix": [1.0]}),
    ("OneHotCategorical", {"probs": [-1.0, 3.0]}),
    ("RelaxedBernoulli", {"temperature": [1.0], "probs": [2.0]}),
    ("StudentT", {"df": -1.0, "loc": 0.0, "scale": 1.0}),
    ("Beta", {"concentration1": -1.0, "concentration0": 1.0}),
)


def tensor(value, dtype):
    return value if isinstance(value, int) else torch.tensor(value, dtype=dtype)


def named(name, dtype):
    values = {
        "factor": FACTOR,
        "definite": MATRIX,
        "identity": [[1.0, 0.0], [0.0, 1.0]],
        "bits": [[0.0, 1.0, 0.0], [1.0, 2.0, 0.0]],
        **TENSORS,
    }
    return torch.tensor(values[name], dtype=dtype)


def class_of(name):
    for home in (D, D.relaxed_bernoulli, D.relaxed_categorical):
        if hasattr(home, name):
            return getattr(home, name)
    raise KeyError(name)


def made(name, parameters, dtype, leaves=None):
    arguments = {key: tensor(value, dtype) for key, value in parameters.items()}
    if leaves is not None:
        leaves.update({key: value.requires_grad_() for key, value in arguments.items() if torch.is_tensor(value)})
    return class_of(name)(**arguments)


def encoded(value):
    if isinstance(value, torch.Tensor):
        plain = value.detach().contiguous().reshape(-1)
        return {
            "dtype": str(value.dtype).removeprefix("torch."),
            "size": list(value.shape),
            "bits": bytes(plain.view(torch.uint8).tolist()).hex() if plain.numel() else "",
        }
    if isinstance(value, (list, tuple)):
        return [encoded(each) for each in value]
    return value


def attempt(function):
    try:
        return encoded(function())
    except Exception as error:
        return {"error": type(error).__name__, "text": str(error)}


def seeded(function):
    torch.manual_seed(SEED)
    return function(), torch.rand(2)


def weighted(value):
    weights = torch.linspace(0.5, 1.5, max(value.numel(), 1), dtype=value.dtype)[: value.numel()]
    return (value * weights.view(value.shape)).sum()


def gradients(make, function):
    leaves = {}
    torch.manual_seed(SEED)
    total = weighted(function(make(leaves)))
    return [g for g in torch.autograd.grad(total, list(leaves.values()), allow_unused=True) if g is not None]


def facts(distribution):
    results = {
        "repr": str(distribution),
        "batch_shape": list(distribution.batch_shape),
        "event_shape": list(distribution.event_shape),
        "has_rsample": distribution.has_rsample,
        "has_enumerate_support": distribution.has_enumerate_support,
        "support": attempt(lambda: str(distribution.support)),
        "arg_constraints": attempt(lambda: str(list(distribution.arg_constraints.values()))),
        "sample": attempt(lambda: seeded(distribution.sample)),
        "samples": attempt(lambda: seeded(lambda: distribution.sample((2, 3)))),
        "rsample": attempt(lambda: seeded(lambda: distribution.rsample((3,)))),
    }
    torch.manual_seed(SEED)
    value = distribution.sample((3,))
    units = torch.linspace(0.1, 0.9, 3, dtype=value.dtype if value.is_floating_point() else torch.float32)
    units = units.view((3,) + (1,) * len(distribution.batch_shape))
    results["value"] = encoded(value)
    results["log_prob"] = attempt(lambda: distribution.log_prob(value))
    results["cdf"] = attempt(lambda: distribution.cdf(value))
    results["icdf"] = attempt(lambda: distribution.icdf(units))
    for method in METHODS:
        attribute = lambda method=method: getattr(distribution, method)
        results[method] = attempt(lambda: attribute()() if callable(attribute()) else attribute())
    results["enumerate_unexpanded"] = attempt(lambda: distribution.enumerate_support(expand=False))
    results["outside"] = attempt(lambda: distribution.log_prob(torch.full_like(value, NAN) if value.is_floating_point() else value - 1))
    results["unfit"] = attempt(lambda: distribution.log_prob(torch.ones((7, 5), dtype=value.dtype)))
    wide = (2,) + tuple(distribution.batch_shape)
    results["expanded"] = attempt(lambda: seeded(distribution.expand(wide).sample))
    results["expanded_log_prob"] = attempt(lambda: distribution.expand(wide).log_prob(value[:2]))
    results["expanded_repr"] = attempt(lambda: str(distribution.expand(wide)))
    results["repr_at_last"] = str(distribution)
    return results, value


def distribution_lines(dtype, sets):
    for name, all_parameters in {**PARAMETERS, **HIDDEN}.items():
        for index, parameters in enumerate(all_parameters[:sets]):
            make = lambda leaves=None: made(name, parameters, dtype, leaves)
            results, value = facts(make())
            results["log_prob_gradients"] = attempt(lambda: gradients(make, lambda made_one: made_one.log_prob(value)))
            results["rsample_gradients"] = attempt(lambda: gradients(make, lambda made_one: made_one.rsample((2,))))
            results["entropy_gradients"] = attempt(lambda: gradients(make, lambda made_one: made_one.entropy()))
            yield {"distribution": name, "parameters": parameters, "results": results}
    for name, make in COMPOSED.items():
        yield {"distribution": name, "parameters": {}, "results": facts(make(dtype))[0]}


def divergence_lines(dtype, sets):
    done = set()
    pairs = [(p.__name__, q.__name__) for p, q in kl._KL_REGISTRY]
    pairs += [("LogNormal", "LogNormal"), ("Chi2", "Chi2"), ("Chi2", "Gamma"), ("StudentT", "Normal"), ("Wishart", "Wishart")]
    pairs += [("NegativeBinomial", "Poisson"), ("Normal", "Poisson"), ("LogNormal", "Weibull")]
    for p, q in pairs:
        if (p, q) in done or p not in PARAMETERS or q not in PARAMETERS:
            continue
        done.add((p, q))
        for i in range(min(sets, len(PARAMETERS[p]))):
            for j in range(min(sets, len(PARAMETERS[q]))):
                parameters = PARAMETERS[p][i], PARAMETERS[q][-1 - j]
                make = lambda k, leaves=None: made((p, q)[k], parameters[k], dtype, leaves)
                result = attempt(lambda: kl.kl_divergence(make(0), make(1)))

                def both():
                    leaves, other = {}, {}
                    total = weighted(kl.kl_divergence(make(0, leaves), make(1, other)))
                    grads = torch.autograd.grad(total, [*leaves.values(), *other.values()], allow_unused=True)
                    return [g for g in grads if g is not None]

                yield {"p": p, "q": q, "parameters": parameters, "results": {"kl": result, "gradients": attempt(both)}}


def transform(name, arguments, dtype):
    simple = {
        "ComposeTransform": lambda: transforms.ComposeTransform([transforms.AffineTransform(0.5, 2.0), transforms.TanhTransform()]),
        "IndependentTransform": lambda: transforms.IndependentTransform(transforms.AffineTransform(0.5, 2.0), 1),
        "CatTransform": lambda: transforms.CatTransform([transforms.ExpTransform(), transforms.SigmoidTransform()], 0, [2, 1]),
        "StackTransform": lambda: transforms.StackTransform(
            [transforms.ExpTransform(), transforms.SigmoidTransform(), transforms.TanhTransform()], 0
        ),
        "CumulativeDistributionTransform": lambda: transforms.CumulativeDistributionTransform(
            D.Normal(torch.tensor(0.5, dtype=dtype), torch.tensor(2.0, dtype=dtype))
        ),
    }
    if name in simple:
        return simple[name]()
    home = getattr(transforms, name.split("Of")[0])
    return home(*(tensor(each["t"], dtype) if isinstance(each, dict) else each for each in arguments))


def transform_lines(dtype):
    for name, (arguments, before, after) in TRANSFORMS.items():
        t = transform(name, arguments, dtype)
        x = named(before, dtype).requires_grad_()
        y = t(x)
        results = {
            "repr": str(t),
            "inverse_repr": str(t.inv),
            "bijective": t.bijective,
            "sign": attempt(lambda: int(t.sign) if isinstance(t.sign, int) else t.sign),
            "domain": attempt(lambda: str(t.domain)),
            "codomain": attempt(lambda: str(t.codomain)),
            "event_dim": attempt(lambda: t.event_dim),
            "y": encoded(y),
            "x": attempt(lambda: t.inv(y.detach())),
            "inverse": attempt(lambda: t.inv(named(after, dtype)) if after else None),
            "log_abs_det_jacobian": attempt(lambda: t.log_abs_det_jacobian(x, y)),
            "inverse_log_abs_det_jacobian": attempt(lambda: t.inv.log_abs_det_jacobian(y, x)),
            "gradient": attempt(lambda: torch.autograd.grad(weighted(y), x)[0]),
            "forward_shape": attempt(lambda: list(t.forward_shape(x.shape))),
            "inverse_shape": attempt(lambda: list(t.inverse_shape(y.shape))),
            "cached": attempt(lambda: (lambda c: c.inv(c(x)) is x)(t.with_cache())),
        }
        yield {"transform": name, "before": encoded(x), "after": encoded(named(after, dtype)) if after else None, "results": results}


def constraint(name):
    if name == "independent":
        return constraints.independent(constraints.positive, 1)
    if name == "cat":
        return constraints.cat([constraints.positive, constraints.real], 0, [2, 1])
    if name == "stack":
        return constraints.stack([constraints.positive, constraints.real, constraints.unit_interval], 0)
    if name == "MixtureSameFamilyConstraint":
        return constraints.MixtureSameFamilyConstraint(constraints.positive)
    found = getattr(constraints, name)
    return found(*NUMBERS[name]) if name in NUMBERS else found


def constraint_lines(dtype):
    for name, values in CONSTRAINTS.items():
        c = constraint(name)
        x = named("vector", dtype)
        results = {"repr": str(c), "is_discrete": c.is_discrete, "event_dim": c.event_dim}
        results["checks"] = [attempt(lambda: c.check(named(value, dtype))) for value in values]
        for registry in ("biject_to", "transform_to"):
            results[registry] = attempt(lambda: str(getattr(D, registry)(c)))
            results[registry + "_value"] = attempt(lambda: getattr(D, registry)(c)(x))
        yield {"constraint": name, "values": [encoded(named(value, dtype)) for value in values], "x": encoded(x), "results": results}


def refused_lines(dtype):
    for name, parameters in REFUSED:
        yield {"refused": name, "parameters": parameters, "results": {"error": attempt(lambda: str(made(name, parameters, dtype)))}}


def lines(everything):
    for dtype in [torch.float32, torch.float64] if everything else [torch.float64]:
        sets = 3 if everything else 1
        for each in (distribution_lines(dtype, sets), divergence_lines(dtype, sets), transform_lines(dtype), constraint_lines(dtype), refused_lines(dtype)):
            for line in each:
                yield {"dtype": str(dtype).removeprefix("torch."), **line}


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--all", action="store_true")
options = parser.parse_args()
warnings.simplefilter("ignore")
torch.set_num_threads(1)
with open(options.folder / "distributions.jsonl", "w") as file:
    for line in lines(options.all):
        file.write(json.dumps(line) + "\n")
