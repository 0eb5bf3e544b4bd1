package org.panamatorch.codegen.operators;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Arguments with a closed set of values, which ATen takes as strings or integers and the public
 * methods as an enum. The internal layer keeps ATen's types. Strings that are not here are open: an
 * equation, a file name.
 */
enum OptionType {
    CDIST_MODE("cdist", "compute_mode", true),
    CONV_PADDING("conv[123]d", "padding", false),
    EMBEDDING_BAG_MODE("embedding_bag", "mode", true),
    FFT_NORM("fft_.*", "norm", false),
    GELU_APPROXIMATION("gelu_?", "approximate", false),
    INDEXING("meshgrid", "indexing", false),
    LSTSQ_DRIVER("linalg_lstsq", "driver", false),
    MATRIX_NORM("linalg_(matrix_)?norm|linalg_cond", "ord|p", false),
    PAD_MODE("pad|stft", "mode|pad_mode", false),
    QR_MODE("linalg_qr", "mode", false),
    QUANTILE_INTERPOLATION("(nan)?quantile", "interpolation", false),
    REDUCTION(".*", "reduction", true),
    ROUNDING_MODE("div_?|divide_?", "rounding_mode", false),
    SCATTER_REDUCE(
            "(scatter|scatter_reduce|index_reduce|segment_reduce|_sparse_mm)_?", "reduce", false),
    SIDE("searchsorted|pad_sequence", "side|padding_side", false),
    SVD_DRIVER("linalg_svd|linalg_svdvals", "driver", false),
    UPLO("linalg_eigh|linalg_eigvalsh", "UPLO", false);

    /** Those that modules and their functions take too. */
    private final Pattern operators;

    private final Pattern arguments;
    private final boolean coded;

    /**
     * @param operators the names of the operators
     * @param arguments the names of the arguments
     * @param coded whether ATen takes an integer, the enum's {@code code()}
     */
    OptionType(String operators, String arguments, boolean coded) {
        this.operators = Pattern.compile(operators);
        this.arguments = Pattern.compile(arguments);
        this.coded = coded;
    }

    static Optional<OptionType> find(String operator, Schema.Argument argument) {
        return Arrays.stream(values()).filter(type -> type.fits(operator, argument)).findFirst();
    }

    private boolean fits(String operator, Schema.Argument argument) {
        SchemaType type = argument.type();
        SchemaType.Base base = coded ? SchemaType.Base.INT : SchemaType.Base.STRING;
        return type.base() == base
                && !type.list()
                && operators.matcher(operator).matches()
                && arguments.matcher(argument.name()).matches();
    }

    /** The name of the enum. */
    String javaType() {
        return Naming.javaType(name().toLowerCase(Locale.ROOT));
    }

    /** What the internal layer gets for a value of the enum. */
    String value(String name, String operator, Schema.Argument argument) {
        if (!coded) {
            return "Options.word(" + name + ")";
        }
        if (argument.type().optional()) {
            return name + " == null ? null : Long.valueOf(" + name + ".code())";
        }
        return "Options.present("
                + name
                + ", \""
                + operator
                + "\", \""
                + argument.name()
                + "\").code()";
    }

    /** The package of each enum by its name. */
    static Map<String, String> packages() {
        Map<String, String> packages = new TreeMap<>();
        for (OptionType type : values()) {
            packages.put(type.javaType(), JavaNames.OPTION);
        }
        return packages;
    }
}
