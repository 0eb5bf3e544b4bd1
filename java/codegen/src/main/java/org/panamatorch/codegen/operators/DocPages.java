package org.panamatorch.codegen.operators;

import java.util.Optional;
import java.util.Set;

/** PyTorch's documentation: which operators have a page of their own, and where. */
public final class DocPages {
    /** Where the pages are. */
    public static final String SITE = "https://docs.pytorch.org/docs/2.13/generated/";

    /** Functions that have a page, {@code torch.add}: those with a docstring in Python. */
    private static final Set<String> TORCH =
            words(
                    """
                    abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr adjoint all
                    allclose amax amin aminmax angle any arange arccos arccosh arcsin arcsinh arctan
                    arctan2 arctanh argmax argmin argsort argwhere as_strided as_strided_scatter asin
                    asinh atan atan2 atanh atleast_1d atleast_2d atleast_3d baddbmm bartlett_window
                    bernoulli bincount bitwise_and bitwise_left_shift bitwise_not bitwise_or
                    bitwise_right_shift bitwise_xor blackman_window block_diag bmm broadcast_tensors
                    broadcast_to bucketize can_cast cartesian_prod cat cdist ceil chain_matmul cholesky
                    cholesky_inverse cholesky_solve chunk clamp clip clone column_stack combinations
                    complex concat concatenate conj conj_physical copysign corrcoef cos cosh
                    count_nonzero cov cross cummax cummin cumprod cumsum cumulative_trapezoid deg2rad
                    dequantize det diag diag_embed diagflat diagonal diagonal_scatter diff digamma dist
                    div divide dot dsplit dstack einsum empty empty_like empty_permuted empty_strided eq
                    equal erf erfc erfinv exp exp2 expm1 eye fake_quantize_per_channel_affine
                    fake_quantize_per_tensor_affine fix flatten flip fliplr flipud float_power floor
                    floor_divide fmax fmin fmod frac frexp from_file full full_like gather gcd ge geqrf
                    ger gradient greater greater_equal gt hamming_window hann_window hash_tensor
                    heaviside histc histogram histogramdd hsplit hspmm hstack hypot i0 igamma igammac
                    imag index_add index_reduce index_select inner inverse is_complex is_conj
                    is_floating_point is_inference is_nonzero isclose isfinite isin isinf isnan isneginf
                    isposinf isreal istft kaiser_window kron kthvalue lcm ldexp le lerp less less_equal
                    lgamma linspace log log10 log1p log2 logaddexp logaddexp2 logcumsumexp logdet
                    logical_and logical_not logical_or logical_xor logit logspace logsumexp lt lu_solve
                    lu_unpack masked_select matmul matrix_exp matrix_power max maximum mean median
                    meshgrid min minimum mm mode moveaxis movedim msort mul multinomial multiply mv
                    mvlgamma nan_to_num nanmean nanmedian nanquantile nansum narrow ne neg negative
                    nextafter nonzero nonzero_static norm normal not_equal ones ones_like orgqr ormqr
                    outer permute pinverse poisson polar polygamma positive pow prod promote_types qr
                    quantile quantize_per_channel quantize_per_tensor quantize_per_tensor_dynamic
                    quantized_batch_norm quantized_max_pool1d quantized_max_pool2d rad2deg rand
                    rand_like randint randint_like randn randn_like randperm range ravel real reciprocal
                    remainder renorm repeat_interleave reshape resolve_conj resolve_neg result_type roll
                    rot90 round row_stack rsqrt scatter scatter_add scatter_reduce searchsorted
                    segment_reduce select select_scatter sgn sign signbit sin sinc sinh slice_scatter
                    slogdet smm sort sparse_bsc_tensor sparse_bsr_tensor sparse_compressed_tensor
                    sparse_coo_tensor sparse_csc_tensor sparse_csr_tensor split sqrt square squeeze
                    sspaddmm stack std std_mean stft sub subtract sum svd swapaxes swapdims t take
                    take_along_dim tan tensor_split tensordot tile topk trace transpose trapezoid trapz
                    triangular_solve tril tril_indices triu triu_indices true_divide trunc unbind
                    unflatten unique_consecutive unsafe_chunk unsafe_split unsqueeze vander var var_mean
                    vdot view_as_complex view_as_real vsplit vstack where xlogy zeros zeros_like
                    """);

    /** Functions whose page is that of {@code torch.nn.functional}. */
    private static final Set<String> FUNCTIONAL =
            words(
                    """
                    adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d
                    adaptive_max_pool2d adaptive_max_pool3d alpha_dropout avg_pool1d avg_pool2d
                    avg_pool3d batch_norm bilinear binary_cross_entropy binary_cross_entropy_with_logits
                    celu celu_ channel_shuffle conv1d conv2d conv3d conv_tbc conv_transpose1d
                    conv_transpose2d conv_transpose3d cosine_embedding_loss cosine_similarity ctc_loss
                    dropout elu elu_ embedding embedding_bag feature_alpha_dropout fractional_max_pool2d
                    fractional_max_pool3d gelu glu group_norm hardshrink hardsigmoid hardswish hardtanh
                    hardtanh_ hinge_embedding_loss huber_loss instance_norm kl_div l1_loss layer_norm
                    leaky_relu leaky_relu_ linear log_softmax margin_ranking_loss max_pool1d
                    max_pool1d_with_indices max_pool2d max_pool2d_with_indices max_pool3d
                    max_pool3d_with_indices max_unpool2d max_unpool3d mish mse_loss multi_margin_loss
                    multilabel_margin_loss native_channel_shuffle nll_loss one_hot pad pairwise_distance
                    pdist pixel_shuffle pixel_unshuffle poisson_nll_loss prelu relu relu6 relu_ rms_norm
                    rrelu rrelu_ scaled_dot_product_attention selu selu_ sigmoid silu smooth_l1_loss
                    soft_margin_loss softmax softplus softshrink tanh threshold threshold_
                    triplet_margin_loss
                    """);

    /** Methods of the tensor that have no page. */
    private static final Set<String> TENSOR_WITHOUT =
            words(
                    """
                    alias ccol_indices clamp_max clamp_max_ clamp_min clamp_min_ data
                    hardshrink_backward hash_tensor index_reduce is_distributed is_nonzero is_same_size
                    log_softmax matrix_H nonzero_numpy numpy_T output_nr prelu relu relu_
                    resize_as_sparse_ row_indices set_data slice slice_inverse split_with_sizes
                    unsafe_split_with_sizes
                    """);

    /** A page's title and address. */
    record Page(String title, String address) {}

    private DocPages() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    /** The page of an operator as it is in one place of the API. */
    static Optional<Page> of(String operator, PublicPlaces.Face face) {
        return switch (face.type()) {
            case PublicPlaces.TENSOR ->
                    TENSOR_WITHOUT.contains(operator)
                            ? Optional.empty()
                            : Optional.of(page("torch.Tensor." + operator));
            case "Linalg" -> Optional.of(page("torch." + operator.replaceFirst("_", ".")));
            case "Fft" -> Optional.of(page("torch." + operator.replaceFirst("_", ".")));
            case "Sparse" -> Optional.of(page("torch.sparse." + withoutPrefix(operator)));
            // One page has all of torch.special, and one all of torch.nested.
            case "Special" ->
                    Optional.of(
                            new Page(
                                    "torch." + operator.replaceFirst("_", "."),
                                    SITE.replace("generated/", "special.html#torch.")
                                            + operator.replaceFirst("_", ".")));
            case PublicPlaces.TORCH -> ofFunction(operator);
            default -> Optional.empty();
        };
    }

    private static Optional<Page> ofFunction(String operator) {
        if (TORCH.contains(operator)) {
            return Optional.of(page("torch." + operator));
        }
        if (FUNCTIONAL.contains(operator)) {
            return Optional.of(page("torch.nn.functional." + operator));
        }
        return Optional.empty();
    }

    private static String withoutPrefix(String operator) {
        return operator.replaceFirst("^_?sparse_", "").replaceFirst("^_", "");
    }

    private static Page page(String title) {
        return new Page(title, SITE + title + ".html");
    }
}
