package org.panamatorch.nn;

import org.panamatorch.internal.nn.Printed;
import org.panamatorch.internal.nn.dropout.AlphaDropoutFuncSpec;
import org.panamatorch.internal.nn.dropout.DropoutFuncSpec;
import org.panamatorch.internal.nn.dropout.DropoutSpec;

/** The base of the dropout modules. */
public abstract sealed class DropoutNd extends UnaryModule
        permits Dropout, Dropout1d, Dropout2d, Dropout3d, AlphaDropout, FeatureAlphaDropout {
    private final DropoutSpec options;

    DropoutNd(DropoutSpec options) {
        this.options = options;
    }

    final DropoutFuncSpec options() {
        return new DropoutFuncSpec(options.p().doubleValue(), isTraining(), options.inplace());
    }

    /** Python's modules of this kind do not write to their input, whatever they were told. */
    final AlphaDropoutFuncSpec alphaOptions() {
        return new AlphaDropoutFuncSpec(options.p().doubleValue(), isTraining(), false);
    }

    @Override
    protected String extraRepr() {
        return Printed.alone(DropoutOptions.printed(options));
    }
}
