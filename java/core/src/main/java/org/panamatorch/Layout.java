package org.panamatorch;

import java.util.Locale;

/**
 * How a tensor keeps its elements.
 *
 * @see <a href="https://docs.pytorch.org/docs/2.13/tensor_attributes.html">torch.layout</a>
 */
public enum Layout {
    /** Dense, addressed by strides. */
    STRIDED(0),
    /** Sparse in coordinate form; {@code torch.sparse_coo}. */
    SPARSE_COO(1),
    /** Sparse by compressed rows. */
    SPARSE_CSR(2),
    /** Opaque to PyTorch, for oneDNN; {@code torch._mkldnn}. */
    MKLDNN(3),
    /** Sparse by compressed columns. */
    SPARSE_CSC(4),
    /** Sparse by compressed rows of blocks. */
    SPARSE_BSR(5),
    /** Sparse by compressed columns of blocks. */
    SPARSE_BSC(6),
    /** A list of tensors that differ in one size. */
    JAGGED(7);

    private static final Layout[] BY_CODE = byCode();

    private final int code;

    Layout(int code) {
        this.code = code;
    }

    private static Layout[] byCode() {
        Layout[] table = new Layout[values().length];
        for (Layout layout : values()) {
            table[layout.code] = layout;
        }
        return table;
    }

    /**
     * The layout with this code.
     *
     * @param code a code of {@code c10::Layout}
     * @return the layout
     * @throws IllegalArgumentException if there is none
     */
    public static Layout ofCode(long code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no layout has the code " + code);
        }
        return BY_CODE[(int) code];
    }

    /**
     * The code of {@code c10::Layout}.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * The layout as Python prints it.
     *
     * @return a name such as {@code torch.strided}
     */
    @Override
    public String toString() {
        return "torch." + (this == MKLDNN ? "_mkldnn" : name().toLowerCase(Locale.ROOT));
    }
}
