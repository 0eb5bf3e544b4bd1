package org.panamatorch.internal.nn.recurrent;

/** The options that all modules of recurrent layers have. */
public interface Recurrence extends RecurrentStep {
    long numLayers();

    boolean batchFirst();

    double dropout();

    boolean bidirectional();

    /** The size to which an LSTM's hidden state is projected, 0 without a projection. */
    default long projSize() {
        return 0;
    }
}
