"""The modules of record_module_forms.py: options and inputs of each class."""

import torch
from torch import nn


def randn(*size):
    return {"draw": "randn", "size": list(size)}


def rand(*size):
    return {"draw": "rand", "size": list(size)}


def long(data, *size):
    return {"draw": "long", "data": data, "size": list(size)}


def sign(*size):
    return {"draw": "sign", "size": list(size)}


class Case:
    def __init__(self, name, args, kwargs, inputs):
        self.name, self.args, self.kwargs, self.inputs = name, args, kwargs, inputs


CASES = []


def case(name, *args, inputs=(), **kwargs):
    CASES.append(Case(name, args, kwargs, inputs))


D64 = {"dtype": torch.float64}
L, M, V = randn(2, 4, 11), randn(2, 4, 9, 7), randn(2, 4, 5, 6, 7)
IMAGES = {1: L, 2: M, 3: V}


def linear():
    case("Identity", inputs=[M])
    case("Linear", 4, 3, inputs=[randn(5, 4)])
    case("Linear", 4, 3, bias=False, **D64)
    case("LazyLinear", 3, inputs=[randn(5, 4)])
    case("LazyLinear", 3, False, inputs=[randn(5, 4)])
    case("Bilinear", 4, 5, 3, inputs=[randn(6, 4), randn(6, 5)])
    case("Bilinear", 4, 5, 3, bias=False, inputs=[randn(6, 4), randn(6, 5)])
    case("Embedding", 6, 3, inputs=[long([0, 5, 2, 2], 2, 2)])
    case("Embedding", 6, 3, padding_idx=-1, max_norm=1, norm_type=1.0, scale_grad_by_freq=True, inputs=[long([0, 5, 2], 3)])
    case("Embedding", 6, 3, sparse=True, _freeze=True, _weight=torch.ones(6, 3), inputs=[long([0, 5, 2], 3)])
    case("EmbeddingBag", 6, 3, inputs=[long([0, 5, 2, 2], 2, 2)])
    case("EmbeddingBag", 6, 3, max_norm=1.5, norm_type=1.0, mode="sum", padding_idx=2, inputs=[long([0, 5, 2, 2], 4), long([0, 1], 2)])
    case("EmbeddingBag", 6, 3, mode="max", include_last_offset=True, inputs=[long([0, 5, 2, 2], 4), long([0, 1, 4], 3)])
    case("EmbeddingBag", 6, 3, scale_grad_by_freq=True, inputs=[long([0, 5, 2, 2], 2, 2)])
    case("EmbeddingBag", 6, 3, sparse=True, inputs=[long([0, 5, 2, 2], 2, 2)])
    case("PairwiseDistance", inputs=[randn(5, 4), randn(5, 4)])
    case("PairwiseDistance", 1, 1e-3, keepdim=True, inputs=[randn(5, 4), randn(5, 4)])
    case("CosineSimilarity", inputs=[randn(5, 4), randn(5, 4)])
    case("CosineSimilarity", dim=0, eps=1e-3, inputs=[randn(5, 4), randn(5, 4)])
    case("AdaptiveLogSoftmaxWithLoss", 16, 20, [5, 10, 15], inputs=[randn(6, 16), long([0, 4, 10, 12, 19, 3], 6)])
    case("AdaptiveLogSoftmaxWithLoss", 16, 20, [5, 10], div_value=2.0, head_bias=True, inputs=[randn(16), long([7])])


def convolutions():
    for n in (1, 2, 3):
        x = IMAGES[n]
        case(f"Conv{n}d", 4, 6, 3, inputs=[x])
        case(f"Conv{n}d", 4, 6, (3,) + (2,) * (n - 1), stride=2, padding=1, dilation=2, groups=2, bias=False, inputs=[x])
        case(f"Conv{n}d", 4, 6, 3, 1, "same", padding_mode="circular", inputs=[x])
        case(f"Conv{n}d", 4, 6, 2, padding="valid", inputs=[x])
        case(f"Conv{n}d", 4, 6, 2, padding="same", inputs=[x])
        case(f"Conv{n}d", 4, 6, 2, padding=1, padding_mode="reflect", inputs=[randn(*x["size"][1:])])
        case(f"ConvTranspose{n}d", 4, 6, 3, inputs=[x])
        case(f"ConvTranspose{n}d", 4, 6, 3, stride=2, padding=1, output_padding=1, groups=2, bias=False, dilation=2, inputs=[x])
        case(f"LazyConv{n}d", 6, 3, stride=2, inputs=[x])
        case(f"LazyConv{n}d", 6, (3,) * n, bias=False, padding_mode="replicate", padding=1, inputs=[x])
        case(f"LazyConvTranspose{n}d", 6, 3, output_padding=1, stride=2, inputs=[x])


def pooling():
    for n in (1, 2, 3):
        x = IMAGES[n]
        case(f"MaxPool{n}d", 3, inputs=[x])
        case(f"MaxPool{n}d", (2,) * n, stride=(1,) * n, padding=1, dilation=1, return_indices=True, ceil_mode=True, inputs=[x])
        case(f"AvgPool{n}d", 3, inputs=[x])
        case(f"AvgPool{n}d", 2, 1, padding=1, ceil_mode=True, count_include_pad=False, inputs=[x])
        case(f"LPPool{n}d", 2, 3, inputs=[x])
        case(f"LPPool{n}d", 1.5, 2, stride=1, ceil_mode=True, inputs=[rand(*x["size"])])
        case(f"AdaptiveMaxPool{n}d", 3, inputs=[x])
        case(f"AdaptiveMaxPool{n}d", (3,) + (None,) * (n - 1), return_indices=True, inputs=[x])
        case(f"AdaptiveAvgPool{n}d", 3, inputs=[x])
        case(f"AdaptiveAvgPool{n}d", (None,) * (n - 1) + (3,), inputs=[x])
        # No place twice: which thread writes last is chance.
        places = [(5 * i + 3) % 4**n for i in range(2**n)]
        case(f"MaxUnpool{n}d", 2, stride=2, inputs=[randn(*([1, 1] + [2] * n)), long(places, *([1, 1] + [2] * n))])
        case(f"MaxUnpool{n}d", (3,) * n, padding=(1,) * n)
    case("AvgPool2d", (3, 2), divisor_override=5, inputs=[M])
    for n in (2, 3):
        case(f"FractionalMaxPool{n}d", 2, output_size=3, inputs=[IMAGES[n]])
        case(f"FractionalMaxPool{n}d", (2,) * n, output_ratio=(0.5,) * n, return_indices=True, inputs=[IMAGES[n]])


def paddings():
    for n in (1, 2, 3):
        x = IMAGES[n]
        for kind in ("Reflection", "Replication", "Zero", "Circular"):
            case(f"{kind}Pad{n}d", 1, inputs=[x])
            case(f"{kind}Pad{n}d", (1, 2) * n, inputs=[x])
        case(f"ConstantPad{n}d", 1, 3.5, inputs=[x])
        case(f"ConstantPad{n}d", (1, 0) * n, 2, inputs=[x])


def normalization():
    for n in (1, 2, 3):
        x = IMAGES[n]
        case(f"BatchNorm{n}d", 4, inputs=[x])
        case(f"BatchNorm{n}d", 4, eps=1e-3, momentum=None, affine=False, inputs=[x])
        case(f"BatchNorm{n}d", 4, track_running_stats=False, bias=False, inputs=[x])
        case(f"LazyBatchNorm{n}d", inputs=[x])
        case(f"LazyBatchNorm{n}d", momentum=0.5, affine=False, inputs=[x])
        case(f"InstanceNorm{n}d", 4, inputs=[x])
        case(f"InstanceNorm{n}d", 4, affine=True, track_running_stats=True, inputs=[x])
        case(f"InstanceNorm{n}d", 4, 1e-3, 0.2, True, inputs=[randn(*x["size"][1:])])
        case(f"LazyInstanceNorm{n}d", inputs=[x])
    case("SyncBatchNorm", 4, inputs=[M])
    case("LayerNorm", 7, inputs=[M])
    case("LayerNorm", [9, 7], eps=1e-3, bias=False, inputs=[M])
    case("LayerNorm", (7,), elementwise_affine=False, inputs=[M])
    case("RMSNorm", 7, inputs=[M])
    case("RMSNorm", [9, 7], eps=1e-3, elementwise_affine=False, inputs=[M])
    case("GroupNorm", 2, 4, inputs=[M])
    case("GroupNorm", 2, 4, eps=1, affine=False, inputs=[M])
    case("GroupNorm", 1, 4, bias=False, inputs=[M])
    case("LocalResponseNorm", 3, inputs=[M])
    case("LocalResponseNorm", 2, alpha=1e-2, beta=0.5, k=2, inputs=[L])


def activations():
    for name in ("ReLU", "SiLU", "Mish", "SELU", "ReLU6", "Hardsigmoid", "Hardswish"):
        case(name, inputs=[M])
        case(name, inplace=True)
    for name in ("Sigmoid", "Tanh", "LogSigmoid", "Softsign", "Tanhshrink"):
        case(name, inputs=[M])
    case("ELU", inputs=[M])
    case("ELU", 2, inplace=True)
    case("CELU", alpha=0.5, inputs=[M])
    case("LeakyReLU", 0.2, True)
    case("LeakyReLU", inputs=[M])
    case("Hardtanh", -2, 0.5, inputs=[M])
    case("Hardtanh", inplace=True)
    case("Threshold", 0.1, 20, inputs=[M])
    case("Threshold", 1, 2.0, True)
    case("RReLU", inputs=[M])
    case("RReLU", 0.1, 0.2, inplace=True)
    case("GLU", inputs=[randn(2, 4, 6)])
    case("GLU", 1, inputs=[M])
    case("GELU", inputs=[M])
    case("GELU", approximate="tanh", inputs=[M])
    case("Hardshrink", inputs=[M])
    case("Hardshrink", 1)
    case("Softshrink", 0.2, inputs=[M])
    case("Softplus", inputs=[M])
    case("Softplus", 2, -100, inputs=[M])
    case("PReLU", inputs=[M])
    case("PReLU", 4, 0.1, inputs=[M])
    for name in ("Softmax", "Softmin", "LogSoftmax"):
        case(name, 1, inputs=[M])
        case(name, inputs=[M])
    case("Softmax2d", inputs=[M])
    for name, x in (("Dropout", M), ("Dropout1d", L), ("Dropout2d", M), ("Dropout3d", V), ("AlphaDropout", M), ("FeatureAlphaDropout", M)):
        case(name, inputs=[x])
        case(name, 1, True)
        case(name, p=0.25, inputs=[x])


def losses():
    xy = [randn(5, 4), rand(5, 4)]
    labels = long([1, 0, 3, 2, 1], 5)
    weight = torch.tensor([0.5, 1.0, 2.0, 0.25])
    for name in ("L1Loss", "MSELoss", "SmoothL1Loss", "HuberLoss", "PoissonNLLLoss", "KLDivLoss", "BCEWithLogitsLoss", "MultiLabelSoftMarginLoss"):
        case(name, inputs=xy)
        case(name, reduction="none", inputs=xy)
    case("SmoothL1Loss", beta=0.5, reduction="sum", inputs=xy)
    case("HuberLoss", "sum", 0.5, inputs=xy)
    case("PoissonNLLLoss", log_input=False, full=True, eps=1e-3, inputs=[rand(5, 4), rand(5, 4)])
    case("GaussianNLLLoss", inputs=xy + [rand(5, 4)])
    case("GaussianNLLLoss", full=True, eps=0.5, reduction="none", inputs=xy + [rand(5, 1)])
    case("KLDivLoss", reduction="batchmean", log_target=True, inputs=xy)
    case("BCELoss", inputs=[rand(5, 4), rand(5, 4)])
    case("BCELoss", weight=weight, reduction="sum", inputs=[rand(5, 4), rand(5, 4)])
    case("BCEWithLogitsLoss", weight=weight, pos_weight=weight, inputs=xy)
    case("MultiLabelSoftMarginLoss", weight=weight, inputs=xy)
    for name in ("NLLLoss", "NLLLoss2d", "CrossEntropyLoss", "MultiMarginLoss"):
        case(name, inputs=[randn(5, 4), labels])
        case(name, weight=weight, reduction="none", inputs=[randn(5, 4), labels])
    case("NLLLoss", ignore_index=1, inputs=[randn(5, 4), labels])
    case("CrossEntropyLoss", ignore_index=1, label_smoothing=0.1, inputs=[randn(5, 4), labels])
    case("CrossEntropyLoss", inputs=[randn(5, 4), rand(5, 4)])
    case("MultiMarginLoss", p=2, margin=0.5, inputs=[randn(5, 4), labels])
    for ignored, smoothing in ((None, 0.0), (1, 0.1)):
        case("LinearCrossEntropyLoss", 6, 4, bias=True, ignore_index=ignored, label_smoothing=smoothing, weight=weight, inputs=[randn(5, 6), labels])
    case("LinearCrossEntropyLoss", 6, 4, out_features=(2, 3), reduction="none", inputs=[randn(2, 6), long([1] * 12, 2, 2, 3)])
    case("HingeEmbeddingLoss", margin=0.5, inputs=[randn(5), sign(5)])
    case("SoftMarginLoss", inputs=[randn(5), sign(5)])
    case("MultiLabelMarginLoss", inputs=[randn(3, 4), long([0, 2, -1, 1] * 3, 3, 4)])
    case("CosineEmbeddingLoss", margin=0.1, inputs=[randn(5, 4), randn(5, 4), sign(5)])
    case("MarginRankingLoss", margin=0.1, reduction="sum", inputs=[randn(5), randn(5), sign(5)])
    case("TripletMarginLoss", inputs=[randn(5, 4)] * 3)
    case("TripletMarginLoss", margin=0.5, p=1, eps=1e-4, swap=True, inputs=[randn(5, 4)] * 3)
    case("TripletMarginWithDistanceLoss", margin=0.5, swap=True, inputs=[randn(5, 4)] * 3)
    for options in ({}, {"blank": 1, "zero_infinity": True, "reduction": "none"}):
        case("CTCLoss", inputs=[randn(12, 3, 5), long([0, 2, 3, 4, 2, 2] * 3, 3, 6), long([12, 10, 11], 3), long([6, 4, 5], 3)], **options)


def shapes():
    case("Flatten", inputs=[M])
    case("Flatten", 2, inputs=[M])
    case("Flatten", start_dim=0, end_dim=1, inputs=[M])
    case("Unflatten", 1, (2, 2), inputs=[M])
    case("Unfold", (2, 3), inputs=[M])
    case("Unfold", 2, dilation=2, padding=1, stride=(2, 1), inputs=[M])
    case("Fold", (4, 5), 2, inputs=[randn(2, 12, 12)])
    case("Fold", 4, (2, 2), padding=1, stride=2, inputs=[randn(2, 12, 9)])
    case("PixelShuffle", 2, inputs=[randn(1, 8, 2, 3)])
    case("PixelUnshuffle", 2, inputs=[randn(1, 2, 4, 6)])
    case("ChannelShuffle", 2, inputs=[M])
    case("Upsample", 5, inputs=[M])
    case("Upsample", (5, 6), mode="bilinear", align_corners=True, inputs=[M])
    case("Upsample", scale_factor=2, mode="nearest-exact", inputs=[L])
    case("Upsample", scale_factor=(1.5, 2, 2), mode="trilinear", recompute_scale_factor=True, inputs=[V])
    case("UpsamplingNearest2d", scale_factor=2, inputs=[M])
    case("UpsamplingBilinear2d", size=(4, 4), inputs=[M])


for group in (linear, convolutions, pooling, paddings, normalization, activations, losses, shapes):
    group()

# Recorded elsewhere, or made of other modules.
OTHERS = {
    "Module", "Container", "Sequential", "ModuleList", "ModuleDict", "ParameterList", "ParameterDict", "LinearCrossEntropyOptions",
    "RNNBase", "RNN", "LSTM", "GRU", "RNNCellBase", "RNNCell", "LSTMCell", "GRUCell", "MultiheadAttention", "Transformer",
    "TransformerEncoder", "TransformerDecoder", "TransformerEncoderLayer", "TransformerDecoderLayer", "CrossMapLRN2d",
}  # fmt: skip
missing = set(nn.modules.__all__) - OTHERS - {c.name for c in CASES}
if missing:
    raise SystemExit(f"no case of {sorted(missing)}")
