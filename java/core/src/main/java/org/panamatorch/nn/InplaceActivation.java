package org.panamatorch.nn;

/** What activations that can write to their input have in common. */
abstract class InplaceActivation extends UnaryModule {
    private final boolean inplace;

    /** The option that all of them have. */
    abstract static class Builder<B extends Builder<B>> {
        private boolean inplace;

        abstract B self();

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

    InplaceActivation(Builder<?> builder) {
        inplace = builder.inplace;
    }

    final boolean isInplace() {
        return inplace;
    }

    final String withInplace(String options) {
        if (!inplace) {
            return options;
        }
        return options.isEmpty() ? "inplace=True" : options + ", inplace=True";
    }

    @Override
    protected String extraRepr() {
        return withInplace("");
    }
}
