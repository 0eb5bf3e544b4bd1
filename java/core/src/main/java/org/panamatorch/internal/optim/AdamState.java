package org.panamatorch.internal.optim;

import org.panamatorch.internal.binding.PanamaTorch;

/** The names of Adam's state of a parameter, in the order of the header. */
enum AdamState {
    /** How many steps were made. */
    STEP("step"),
    /** The mean of the gradients. */
    EXP_AVG("exp_avg"),
    /** The mean of their squares. */
    EXP_AVG_SQ("exp_avg_sq"),
    /** The greatest mean of squares. */
    MAX_EXP_AVG_SQ("max_exp_avg_sq");

    private final String python;

    AdamState(String python) {
        this.python = python;
    }

    /** Python's name. */
    String python() {
        return python;
    }

    int code() {
        return switch (this) {
            case STEP -> PanamaTorch.PT_ADAM_STEP();
            case EXP_AVG -> PanamaTorch.PT_ADAM_EXP_AVG();
            case EXP_AVG_SQ -> PanamaTorch.PT_ADAM_EXP_AVG_SQ();
            case MAX_EXP_AVG_SQ -> PanamaTorch.PT_ADAM_MAX_EXP_AVG_SQ();
        };
    }
}
