package org.panamatorch.codegen.operators;

import java.util.List;
import java.util.Map;

/**
 * What the results of operators are called whose schemas name them not: as Python's modules and
 * documentation call them.
 */
final class ResultNames {
    private static final List<String> POOLED = List.of("output", "indices");
    private static final List<String> RECURRENT = List.of("output", "hidden");
    private static final List<String> UNIQUE = List.of("output", "inverseIndices", "counts");
    private static final List<String> STATISTICS = List.of("mean", "invstd");
    private static final List<String> NORMALIZED = List.of("output", "mean", "rstd");

    private static final Map<String, List<String>> NAMES =
            Map.ofEntries(
                    Map.entry("adaptive_max_pool1d", POOLED),
                    Map.entry("adaptive_max_pool2d", POOLED),
                    Map.entry("adaptive_max_pool3d", POOLED),
                    Map.entry("batch_norm_gather_stats", STATISTICS),
                    Map.entry("batch_norm_gather_stats_with_counts", STATISTICS),
                    Map.entry("batch_norm_stats", STATISTICS),
                    Map.entry("batch_norm_update_stats", List.of("mean", "variance")),
                    Map.entry("choose_qparams_optimized", List.of("xmax", "xmin")),
                    Map.entry(
                            "cudnn_batch_norm",
                            List.of("output", "saveMean", "saveVar", "reserve")),
                    Map.entry(
                            "embedding_bag",
                            List.of("output", "offset2bag", "bagSize", "maxIndices")),
                    Map.entry(
                            "fbgemm_linear_quantize_weight",
                            List.of("weight", "colOffsets", "scale", "zeroPoint")),
                    Map.entry("fractional_max_pool2d", POOLED),
                    Map.entry("fractional_max_pool3d", POOLED),
                    Map.entry("gru", RECURRENT),
                    Map.entry("lstm", List.of("output", "hidden", "cell")),
                    Map.entry("lstm_cell", List.of("hidden", "cell")),
                    Map.entry("max_pool1d_with_indices", POOLED),
                    Map.entry("max_pool2d_with_indices", POOLED),
                    Map.entry("max_pool3d_with_indices", POOLED),
                    Map.entry("miopen_batch_norm", List.of("output", "saveMean", "saveVar")),
                    Map.entry("miopen_ctc_loss", List.of("loss", "gradient")),
                    Map.entry(
                            "miopen_rnn",
                            List.of("output", "hidden", "cell", "reserve", "weightBuffer")),
                    Map.entry("native_batch_norm", List.of("output", "saveMean", "saveInvstd")),
                    Map.entry("native_dropout", List.of("output", "mask")),
                    Map.entry("native_group_norm", NORMALIZED),
                    Map.entry("native_layer_norm", NORMALIZED),
                    Map.entry("quantized_lstm_cell", List.of("hidden", "cell")),
                    Map.entry("rnn_relu", RECURRENT),
                    Map.entry("rnn_tanh", RECURRENT),
                    Map.entry("std_mean", List.of("std", "mean")),
                    Map.entry("unique_consecutive", UNIQUE),
                    Map.entry("unique_dim", UNIQUE),
                    Map.entry("unique_dim_consecutive", UNIQUE),
                    Map.entry("var_mean", List.of("variance", "mean")));

    private ResultNames() {}

    /** The names in the order of the results; none where there is nothing to add. */
    static List<String> of(String operator) {
        return NAMES.getOrDefault(operator, List.of());
    }
}
