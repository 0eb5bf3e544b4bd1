package org.panamatorch.codegen.operators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The operators that get no typed function, each with its reason. All of them can still be called
 * by name. Whatever is not named here is generated, so a new operator of LibTorch shows up by
 * itself.
 */
final class Exclusions {

    /** Why an operator is left out. */
    enum Reason {
        OUT_FORM(
                "writes into an out= argument; those that Python documents are methods of Out, by"
                        + " name"),
        BACKWARD("a derivative, which autograd calls itself"),
        NOT_PASSABLE(
                "takes or returns a type without a C form (Storage, Stream, QScheme, Dimname)"),
        SYMBOLIC("reasons about symbolic sizes, which exist only while Python traces"),
        TRACING("written for graphs of torch.compile, export and functionalization"),
        ONNX("exists for the export to ONNX or for old serialized programs"),
        TEST("an operator of PyTorch's own tests"),
        BACKEND("a kernel of one backend, which the public operator chooses itself"),
        STEP("a step inside another operator, not reached by programs, modules or sample inputs"),
        BY_HAND("has a hand-written C function in autograd.h or tensor.h");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Derivatives that PyTorch's sample inputs or modules call by themselves. */
    private static final Set<String> NEEDED_DERIVATIVES =
            Set.of(
                    "_softmax_backward_data",
                    "_log_softmax_backward_data",
                    "embedding_dense_backward",
                    "max_pool2d_with_indices_backward",
                    "native_dropout_backward",
                    "unfold_backward");

    private static final Map<Reason, Set<String>> NAMES = names();

    private Exclusions() {}

    private static Map<Reason, Set<String>> names() {
        Map<Reason, Set<String>> names = new LinkedHashMap<>();
        names.put(Reason.BY_HAND, Set.of("_backward", "retain_grad", "set_data"));
        names.put(
                Reason.SYMBOLIC,
                Set.of(
                        "_assert_scalar",
                        "_functional_assert_scalar",
                        "_functional_sym_constrain_range",
                        "_functional_sym_constrain_range_for_size",
                        "sym_constrain_range",
                        "sym_constrain_range_for_size",
                        "sym_is_contiguous",
                        "sym_numel",
                        "sym_size",
                        "sym_storage_offset",
                        "sym_stride"));
        names.put(
                Reason.TRACING,
                Set.of(
                        "_assert_tensor_metadata",
                        "_batch_norm_with_update_functional",
                        "_functional_assert_async",
                        "_fused_moving_avg_obs_fq_helper_functional",
                        "_lazy_clone",
                        "_make_dep_token",
                        "_native_batch_norm_legit_functional",
                        "_print",
                        "_propagate_xla_data",
                        "normal_functional",
                        "rrelu_with_noise_functional"));
        names.put(
                Reason.ONNX,
                Set.of(
                        "_cast_Byte",
                        "_cast_Char",
                        "_cast_Double",
                        "_cast_Float",
                        "_cast_Half",
                        "_cast_Int",
                        "_cast_Long",
                        "_cast_Short",
                        "_dim_arange",
                        "_reshape_from_tensor",
                        "_shape_as_tensor"));
        names.put(
                Reason.BACKEND,
                Set.of(
                        "_convert_weight_to_int4pack_for_cpu",
                        "_cslt_compress",
                        "_cslt_sparse_mm",
                        "_cslt_sparse_mm_search",
                        "_cudnn_attention_forward",
                        "_cudnn_ctc_loss",
                        "_cudnn_init_dropout_state",
                        "_cudnn_rnn",
                        "_efficient_attention_forward",
                        "_fill_mem_eff_dropout_mask_",
                        "_flash_attention_forward",
                        "_flash_attention_forward_no_dropout_inplace",
                        "_grid_sampler_2d_cpu_fallback",
                        "_lstm_mps",
                        "_mkldnn_reshape",
                        "_mkldnn_transpose",
                        "_mkldnn_transpose_",
                        "_mps_convolution",
                        "_mps_convolution_transpose",
                        "_nnpack_available",
                        "_nnpack_spatial_convolution",
                        "_scaled_dot_product_attention_math_for_mps",
                        "_triton_multi_head_attention",
                        "_triton_scaled_dot_attention",
                        "_use_cudnn_ctc_loss",
                        "_use_miopen_ctc_loss",
                        "_weight_int4pack_mm_for_cpu",
                        "_wrapped_linear_prepack",
                        "_wrapped_quantized_linear_prepacked",
                        "mkldnn_rnn_layer"));
        names.put(
                Reason.STEP,
                Set.of(
                        "_add_batch_dim",
                        "_autocast_to_full_precision",
                        "_autocast_to_reduced_precision",
                        "_batch_norm_impl_index",
                        "_batch_norm_no_update",
                        "_cholesky_solve_helper",
                        "_compute_linear_combination",
                        "_copy_from",
                        "_copy_from_and_resize",
                        "_cummax_helper",
                        "_cummin_helper",
                        "_debug_has_internal_overlap",
                        "_dimI",
                        "_dimV",
                        "_efficientzerotensor",
                        "_fw_primal",
                        "_fw_primal_copy",
                        "_has_compatible_shallow_copy_type",
                        "_has_same_storage_numel",
                        "_index_put_impl",
                        "_index_put_impl_",
                        "_is_zerotensor",
                        "_jagged_to_padded_dense_forward",
                        "_masked_scale",
                        "_new_zeros_with_same_feature_meta",
                        "_padded_dense_to_jagged_forward",
                        "_remove_batch_dim",
                        "_resize_output",
                        "_resize_output_",
                        "_rowwise_prune",
                        "_saturate_weight_to_fp16",
                        "_slow_conv2d_forward",
                        "_sparse_broadcast_to",
                        "_sparse_broadcast_to_copy",
                        "_sparse_mask_projection",
                        "_to_cpu",
                        "_transform_bias_rescale_qkv",
                        "_validate_compressed_sparse_indices"));
        return names;
    }

    /** Why an operator is left out; empty where it is generated. */
    static Optional<Reason> reason(Schema schema) {
        String name = schema.name();
        if (schema.isOutForm()) {
            return Optional.of(Reason.OUT_FORM);
        }
        if (!isPassable(schema)) {
            return Optional.of(name.startsWith("sym_") ? Reason.SYMBOLIC : Reason.NOT_PASSABLE);
        }
        for (Map.Entry<Reason, Set<String>> entry : NAMES.entrySet()) {
            if (entry.getValue().contains(name)) {
                return Optional.of(entry.getKey());
            }
        }
        if (name.contains("_backward") && !NEEDED_DERIVATIVES.contains(name)) {
            return Optional.of(Reason.BACKWARD);
        }
        if (name.startsWith("_test_") || name.equals("_foobar")) {
            return Optional.of(Reason.TEST);
        }
        if (name.startsWith("_validate_sparse_")) {
            return Optional.of(Reason.STEP);
        }
        return Optional.empty();
    }

    /** Whether all types have forms in C. */
    static boolean isPassable(Schema schema) {
        return schema.arguments().stream()
                        .allMatch(argument -> ArgumentForm.find(argument.type()).isPresent())
                && schema.results().stream()
                        .allMatch(result -> ResultForm.find(result.type()).isPresent());
    }
}
