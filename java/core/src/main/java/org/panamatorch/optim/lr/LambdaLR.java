package org.panamatorch.optim.lr;

import org.panamatorch.TorchException;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.optim.Optimizer;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongToDoubleFunction;

/**
 * Multiplies the rates of the beginning by what a function says.
 *
 * <p>A state does not hold the functions, as Python's does not hold lambdas.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.lr_scheduler.LambdaLR.html">torch.optim.lr_scheduler.LambdaLR</a>
 */
public final class LambdaLR extends LRScheduler {
    private final List<LongToDoubleFunction> lambdas;

    /**
     * Makes a schedule.
     *
     * @param optimizer whose rates are changed
     * @param lrLambda the factor of an epoch
     */
    public LambdaLR(Optimizer optimizer, LongToDoubleFunction lrLambda) {
        this(optimizer, lrLambda, -1);
    }

    /**
     * Makes a schedule that goes on.
     *
     * @param optimizer whose rates are changed
     * @param lrLambda the factor of an epoch
     * @param lastEpoch the epoch after which it goes on, -1 for the beginning
     * @throws TorchException if it goes on and a group does not know its {@code initial_lr}
     */
    public LambdaLR(Optimizer optimizer, LongToDoubleFunction lrLambda, long lastEpoch) {
        Arguments.requirePresent(optimizer, "LambdaLR", "optimizer", "an optimizer");
        Arguments.requirePresent(lrLambda, "LambdaLR", "lrLambda", "a function");
        lambdas = Collections.nCopies(optimizer.parameterGroups().size(), lrLambda);
        super(optimizer, lastEpoch);
    }

    /**
     * Makes a schedule with a function for each group.
     *
     * @param optimizer whose rates are changed
     * @param lrLambdas the factors of an epoch
     * @throws TorchException if there are more or fewer functions than groups
     */
    public LambdaLR(Optimizer optimizer, List<LongToDoubleFunction> lrLambdas) {
        this(optimizer, lrLambdas, -1);
    }

    /**
     * Makes a schedule with a function for each group that goes on.
     *
     * @param optimizer whose rates are changed
     * @param lrLambdas the factors of an epoch
     * @param lastEpoch the epoch after which it goes on, -1 for the beginning
     * @throws TorchException if there are more or fewer functions than groups, or it goes on and a
     *     group does not know its {@code initial_lr}
     */
    public LambdaLR(Optimizer optimizer, List<LongToDoubleFunction> lrLambdas, long lastEpoch) {
        Arguments.requirePresent(optimizer, "LambdaLR", "optimizer", "an optimizer");
        Arguments.requireAll(lrLambdas, "LambdaLR", "lrLambdas", "functions");
        if (lrLambdas.size() != optimizer.parameterGroups().size()) {
            throw refused(
                    "Expected "
                            + optimizer.parameterGroups().size()
                            + " lr_lambdas, but got "
                            + lrLambdas.size());
        }
        lambdas = List.copyOf(lrLambdas);
        super(optimizer, lastEpoch);
    }

    @Override
    protected List<Double> getLr() {
        double[] factors = factors(lambdas);
        return fromBase((i, base) -> base.times(factors[i]));
    }

    @Override
    public SequencedMap<String, Object> stateDict() {
        SequencedMap<String, Object> state = super.stateDict();
        state.put("lr_lambdas", Arrays.asList(new Object[lambdas.size()]));
        return state;
    }
}
