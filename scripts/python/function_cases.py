"""Functions of torch.nn.functional and torch.nn.init that no module covers, by a name that RecordedFunctions.java has, too."""

import torch
import torch.nn.functional as F
from torch.nn import LinearCrossEntropyOptions, init


def randn(*size):
    return torch.randn(size).requires_grad_()


def unpooled(n, size, output_size):
    x = randn(*size)
    pool, unpool = getattr(F, f"max_pool{n}d"), getattr(F, f"max_unpool{n}d")
    return unpool(*pool(x, 2, return_indices=True), 2, output_size=output_size), x


def of(function, *size):
    x = randn(*size)
    return function(x), x


def of_two(function, first, second):
    x, y = randn(*first), randn(*second)
    return function(x, y), x, y


def filled(function, *size):
    return (function(torch.full(size, 0.5)),)


def theta():
    return torch.randn(1, 2, 3)


def linear_cross_entropy(**options):
    x, weight = randn(9, 5), randn(7, 5)
    target = torch.arange(9) % 7
    return F.linear_cross_entropy(x, weight, target, options=LinearCrossEntropyOptions(**options)), x, weight


def attention_of_itself(result, **options):
    x, weight, bias, last = randn(5, 2, 8), randn(24, 8), randn(24), randn(8, 8)
    out = F.multi_head_attention_forward(x, x, x, 8, 2, weight, bias, None, None, False, 0.25, last, None, **options)
    return out[result], x, weight, bias, last


def attention_of_memory():
    x, memory, weight, last, last_bias = randn(5, 2, 8), randn(6, 2, 8), randn(24, 8), randn(8, 8), randn(8)
    out = F.multi_head_attention_forward(
        x, memory, memory, 8, 4, weight, None, None, None, True, 0.0, last, last_bias, True,
        torch.tensor([[False] * 6, [False] * 4 + [True] * 2]), average_attn_weights=False,
    )
    return out[0] + out[1].sum(), x, memory, weight, last, last_bias


def attention_with_separate_weights(need_weights):
    query, key, value = randn(5, 2, 8), randn(6, 2, 4), randn(6, 2, 10)
    weights, bias = [randn(8, 8), randn(8, 4), randn(8, 10)], randn(24)
    bias_k, bias_v, last, last_bias = randn(1, 1, 8), randn(1, 1, 8), randn(8, 8), randn(8)
    out, _ = F.multi_head_attention_forward(
        query, key, value, 8, 2, None, bias, bias_k, bias_v, True, 0.5, last, last_bias, False,
        torch.tensor([[0.0] * 6, [0.5] * 6]), need_weights, torch.linspace(-1, 1, 30).reshape(5, 6), True, *weights,
    )
    return out, query, key, value, *weights, bias, bias_k, bias_v, last, last_bias


def attention_to_static_keys():
    x, weight, last, static_k, static_v = randn(5, 8), randn(24, 8), randn(8, 8), randn(2, 7, 4), randn(2, 7, 4)
    out, weights = F.multi_head_attention_forward(
        x, x, x, 8, 2, weight, None, None, None, False, 0.0, last, None, static_k=static_k, static_v=static_v
    )
    return out * weights.mean(), x, last, static_k, static_v


CASES = {
    "multi_head_attention_forward": lambda: attention_of_itself(0),
    "multi_head_attention_forward weights": lambda: attention_of_itself(1, training=False, average_attn_weights=False),
    "multi_head_attention_forward causal": lambda: attention_of_itself(
        0, training=False, need_weights=False, attn_mask=torch.ones(5, 5).triu(1).bool(), is_causal=True
    ),
    "multi_head_attention_forward memory": lambda: attention_of_memory(),
    "multi_head_attention_forward separate": lambda: attention_with_separate_weights(True),
    "multi_head_attention_forward separate fast": lambda: attention_with_separate_weights(False),
    "multi_head_attention_forward static": lambda: attention_to_static_keys(),
    "conv_tbc": lambda: of_two(lambda x, w: F.conv_tbc(x, w, torch.ones(6), 1), (7, 2, 4), (3, 4, 6)),
    "max_unpool1d": lambda: unpooled(1, (2, 4, 11), [11]),
    "max_unpool2d": lambda: unpooled(2, (2, 4, 9, 7), [2, 4, 9, 7]),
    "max_unpool3d": lambda: unpooled(3, (2, 4, 5, 6, 7), [5, 6, 7]),
    "lp_pool2d inf": lambda: of(lambda x: F.lp_pool2d(x, float("inf"), 2), 2, 4, 9, 7),
    "lp_pool2d -inf": lambda: of(lambda x: F.lp_pool2d(x, -float("inf"), 2), 2, 4, 9, 7),
    "softmax float64": lambda: of(lambda x: F.softmax(x, 1, dtype=torch.float64), 4, 5),
    "gumbel_softmax": lambda: of(lambda x: F.gumbel_softmax(x, 0.7), 2, 4, 11),
    "gumbel_softmax hard": lambda: of(lambda x: F.gumbel_softmax(x, 2, True, dim=1), 2, 4, 11),
    "normalize": lambda: of(F.normalize, 2, 4, 9),
    "normalize 3": lambda: of(lambda x: F.normalize(x, 3, -1), 2, 4, 9),
    "pdist": lambda: of(lambda x: F.pdist(x, 1.0), 5, 4),
    "one_hot": lambda: (F.one_hot(torch.tensor([[0, 2, 5], [1, 1, 3]])),),
    "one_hot 9": lambda: (F.one_hot(torch.tensor([0, 2]), 9),),
    "scaled_dot_product_attention": lambda: of(lambda x: F.scaled_dot_product_attention(x, x, x), 2, 3, 6, 4),
    "scaled_dot_product_attention causal": lambda: of(
        lambda x: F.scaled_dot_product_attention(x, x, x, None, 0.0, True, scale=0.3), 2, 3, 6, 4
    ),
    "scaled_dot_product_attention mask": lambda: of(
        lambda x: F.scaled_dot_product_attention(x, x, x, torch.ones(6, 6).tril().bool()), 2, 3, 6, 4
    ),
    "interpolate bilinear antialias": lambda: of(lambda x: F.interpolate(x, (3, 3), mode="bilinear", antialias=True), 1, 2, 5, 4),
    "interpolate bicubic antialias": lambda: of(lambda x: F.interpolate(x, (2, 9), mode="bicubic", antialias=True), 1, 2, 5, 4),
    "interpolate lanczos": lambda: of(lambda x: F.interpolate(x, (2, 3), mode="lanczos", antialias=True), 1, 2, 5, 4),
    "interpolate area": lambda: of(lambda x: F.interpolate(x, scale_factor=0.7, mode="area"), 1, 2, 3, 4, 5),
    "affine_grid 2d": lambda: of(lambda x: F.affine_grid(x, [1, 2, 4, 5], False), 1, 2, 3),
    "affine_grid 3d": lambda: of(lambda x: F.affine_grid(x, [1, 2, 3, 4, 5], True), 1, 3, 4),
    "grid_sample bilinear": lambda: of(
        lambda x: F.grid_sample(x, F.affine_grid(theta(), [1, 2, 4, 5], False), "bilinear", "zeros", False), 1, 2, 5, 4
    ),
    "grid_sample nearest": lambda: of(
        lambda x: F.grid_sample(x, F.affine_grid(theta(), [1, 2, 4, 5], False), "nearest", "border", False), 1, 2, 5, 4
    ),
    "grid_sample bicubic": lambda: of(
        lambda x: F.grid_sample(x, F.affine_grid(theta(), [1, 2, 4, 5], False), "bicubic", "reflection", True), 1, 2, 5, 4
    ),
    "native_channel_shuffle": lambda: (F.native_channel_shuffle(torch.randn(1, 8, 2, 2), 4),),
    "pad value": lambda: of(lambda x: F.pad(x, (1, -1), value=3.5), 1, 2, 5, 4),
    "l1_loss weight": lambda: of_two(lambda x, y: F.l1_loss(x, y, weight=torch.linspace(0, 1, 20).reshape(5, 4)), (5, 4), (5, 4)),
    "mse_loss weight": lambda: of_two(
        lambda x, y: F.mse_loss(x, y, weight=torch.linspace(0, 1, 20).reshape(5, 4), reduction="sum"), (5, 4), (5, 4)
    ),
    "huber_loss weight": lambda: of_two(
        lambda x, y: F.huber_loss(x, y, delta=0.7, weight=torch.linspace(0, 1, 20).reshape(5, 4)), (5, 4), (5, 4)
    ),
    "mse_loss broadcast": lambda: of_two(F.mse_loss, (5, 4), (1, 4)),
    "smooth_l1_loss 0": lambda: of_two(lambda x, y: F.smooth_l1_loss(x, y, beta=0.0), (5, 4), (5, 4)),
    "gaussian_nll_loss number": lambda: of_two(lambda x, y: F.gaussian_nll_loss(x, y, 0.3, full=True), (5, 4), (5, 4)),
    "ctc_loss lists": lambda: of(
        lambda x: F.ctc_loss(x, torch.arange(18).reshape(3, 6) % 4 + 1, (12, 10, 11), (6, 4, 5)), 12, 3, 5
    ),
    "triplet_margin_with_distance_loss": lambda: of_two(
        lambda x, y: F.triplet_margin_with_distance_loss(x, y, x.flip(0), distance_function=lambda a, b: (a - b).abs().sum(-1)),
        (5, 4), (5, 4),
    ),
    "linear_cross_entropy": lambda: linear_cross_entropy(),
    "linear_cross_entropy chunks": lambda: linear_cross_entropy(batch_chunk_size=2),
    "linear_cross_entropy balanced": lambda: linear_cross_entropy(acc_policy="balanced", chunking_method="aspect_ratio"),
    "uniform_": lambda: filled(lambda t: init.uniform_(t, -1, 2), 4, 5),
    "normal_": lambda: filled(lambda t: init.normal_(t, 1, 2), 4, 5),
    "trunc_normal_": lambda: filled(init.trunc_normal_, 50, 7),
    "trunc_normal_ far": lambda: filled(lambda t: init.trunc_normal_(t, 1.0, 0.5, 0.9, 1.0), 50, 7),
    "constant_": lambda: filled(lambda t: init.constant_(t, 3), 4, 5),
    "ones_": lambda: filled(init.ones_, 4, 5),
    "zeros_": lambda: filled(init.zeros_, 4, 5),
    "eye_": lambda: filled(init.eye_, 4, 6),
    "dirac_": lambda: filled(init.dirac_, 4, 3, 3),
    "dirac_ groups": lambda: filled(lambda t: init.dirac_(t, 2), 6, 3, 3, 5),
    "dirac_ 3d": lambda: filled(init.dirac_, 2, 3, 2, 4, 5),
    "xavier_uniform_": lambda: filled(lambda t: init.xavier_uniform_(t, 1.5), 4, 5, 3),
    "xavier_normal_": lambda: filled(init.xavier_normal_, 4, 5),
    "kaiming_uniform_": lambda: filled(lambda t: init.kaiming_uniform_(t, 0.3, "fan_out", "relu"), 4, 5, 2),
    "kaiming_normal_": lambda: filled(lambda t: init.kaiming_normal_(t, 0.3, "fan_in", "selu"), 4, 5, 2),
    "orthogonal_": lambda: filled(init.orthogonal_, 4, 7),
    "orthogonal_ gain": lambda: filled(lambda t: init.orthogonal_(t, 2.0), 7, 2, 2),
    "sparse_": lambda: filled(lambda t: init.sparse_(t, 0.3), 6, 5),
}
