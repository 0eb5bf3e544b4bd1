package org.panamatorch.nn;

import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.print.PythonFormat;

/** What dropouts have in common. */
abstract class DropoutNd extends UnaryModule {
    private final Number p;
    private final boolean inplace;

    /** The options that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private Number p = 0.5;
        private boolean inplace;

        abstract B self();

        /**
         * The probability of a zero; 0.5 by default.
         *
         * @param probability from 0 to 1
         * @return this
         */
        public B p(Number probability) {
            p = Required.real(this, "p", probability);
            return self();
        }

        /**
         * Whether the result is written to the input; no by default.
         *
         * @param writes whether it is
         * @return this
         */
        public B inplace(boolean writes) {
            inplace = writes;
            return self();
        }
    }

    DropoutNd(Builder<?> builder) {
        Checks.probability(builder.p);
        p = builder.p;
        inplace = builder.inplace;
    }

    final double p() {
        return p.doubleValue();
    }

    final boolean isInplace() {
        return inplace;
    }

    @Override
    protected String extraRepr() {
        return "p=" + PythonFormat.repr(p) + ", inplace=" + PythonFormat.repr(inplace);
    }
}
