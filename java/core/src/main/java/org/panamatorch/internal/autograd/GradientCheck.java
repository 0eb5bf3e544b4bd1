package org.panamatorch.internal.autograd;

import org.panamatorch.Autograd;
import org.panamatorch.DType;
import org.panamatorch.Generator;
import org.panamatorch.GradcheckException;
import org.panamatorch.Layout;
import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.Warnings;
import org.panamatorch.internal.print.PythonFormat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Compares the derivatives that autograd computes with finite differences. */
public final class GradientCheck {
    private static final String NONDETERMINISTIC =
            """


            NOTE: If your op relies on non-deterministic operations i.e., it is listed here:
            https://pytorch.org/docs/stable/generated/torch.use_deterministic_algorithms.html
            this failure might be expected.

            If you are adding a new operator, please file an issue and then use one of the
            workarounds. The workaround depends on how your test invokes gradcheck/gradgradcheck.
            If the test
            - manually invokes gradcheck/gradgradcheck, then call gradcheck/gradgradcheck
              with `nondet_tol=<tol>` as a keyword argument.
            - is OpInfo-based (e.g., in test_ops_gradients.py), then modify the OpInfo for the test
              to have `gradcheck_nondet_tol=<tol>`.
            - is a Module test (e.g., in common_nn.py), then modify the corresponding
              module_test entry to have `gradcheck_nondet_tol=<tol>`
            """;

    private static final String SLOW_MODE_PASSES =
            """
            Fast gradcheck failed but element-wise differences are small. This means that the
            test might've passed in slow_mode!

            If you are adding a new operator, please file an issue and then use one of the
            workarounds. The workaround depends on how your test invokes gradcheck/gradgradcheck:

            If the test
            - manually invokes gradcheck/gradgradcheck, then call gradcheck/gradgradcheck
              with `fast_mode=False` as a keyword argument.
            - is OpInfo-based (e.g., in test_ops_gradients.py), then modify the OpInfo for the test
              to have `gradcheck_fast_mode=False`
            - is a Module test (e.g., in common_nn.py), then modify the corresponding
              module_test entry to have `gradcheck_fast_mode=False`\
            """;

    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final GradcheckSpec options;

    /** The inputs that require a gradient, and where they are. */
    private final List<Tensor> differentiable;

    private final int[] places;

    /**
     * Prepares a check.
     *
     * @param function what to check
     * @param inputs what to call it with
     * @param options how to check
     */
    public GradientCheck(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            GradcheckSpec options) {
        this.function = function;
        this.inputs = inputs;
        this.options = options;
        this.places =
                IntStream.range(0, inputs.size())
                        .filter(i -> inputs.get(i).requiresGrad())
                        .toArray();
        this.differentiable = Arrays.stream(places).mapToObj(inputs::get).toList();
    }

    /**
     * Checks.
     *
     * @throws GradcheckException if the derivatives are wrong
     * @throws TorchException if the inputs or outputs cannot be checked
     */
    public void run() {
        checkInputs();
        List<Tensor> outputs = function.apply(inputs);
        checkOutputs(outputs);
        if (options.checkBackwardAd()) {
            compareBackward(outputs);
        }
        if (options.checkForwardAd()) {
            ForwardCheck.run(function, inputs, options);
        }
        for (int place = 0; options.checkBatchedForwardGrad() && place < inputs.size(); place++) {
            if (inputs.get(place).requiresGrad()) {
                BatchedCheck.forward(function, inputs, place);
            }
        }
        if (options.checkBackwardAd()) {
            checkWeights(outputs);
        }
    }

    private void compareBackward(List<Tensor> outputs) {
        if (outputs.stream().anyMatch(Tensor::isComplex)) {
            compare(
                    parts(Tensor::imag),
                    "While considering the imaginary part of complex outputs only, ");
            compare(
                    parts(Tensor::real),
                    "While considering the real part of complex outputs only, ");
        } else {
            compare(function, "");
        }
    }

    private void checkWeights(List<Tensor> outputs) {
        List<Tensor> recorded = recorded(outputs);
        for (int i = 0; options.checkBatchedGrad() && i < recorded.size(); i++) {
            BatchedCheck.backward(differentiable, recorded.get(i), i);
        }
        ZerosCheck zeros = new ZerosCheck(function, inputs, differentiable, options.masked());
        zeros.checkZeros(recorded);
        if (options.checkUndefinedGrad()) {
            zeros.checkMissing(recorded.size());
        }
    }

    private Function<List<Tensor>, List<Tensor>> parts(Function<Tensor, Tensor> part) {
        return arguments ->
                function.apply(arguments).stream()
                        .map(output -> output.isComplex() ? part.apply(output) : output)
                        .toList();
    }

    /** The outputs that autograd has recorded. */
    static List<Tensor> recorded(List<Tensor> outputs) {
        return outputs.stream().filter(Tensor::requiresGrad).toList();
    }

    private void checkInputs() {
        for (int place : places) {
            Tensor input = inputs.get(place);
            if (input.layout() != Layout.STRIDED && !HeldElements.isSparse(input)) {
                throw new TorchException(
                        TorchException.Kind.NOT_IMPLEMENTED,
                        "gradcheck: input "
                                + place
                                + " is of layout "
                                + input.layout()
                                + ", and only strided and sparse inputs can be checked");
            }
            if (input.dtype() != DType.FLOAT64 && input.dtype() != DType.COMPLEX128) {
                Warnings.warn(
                        "Input #"
                                + place
                                + " requires gradient and is not a double precision floating point"
                                + " or complex. This check will likely fail if all the inputs are"
                                + " not of double precision floating point or complex. ");
            }
            Tensor held = HeldElements.of(input);
            for (int dim = 0; dim < held.dim(); dim++) {
                if (held.stride(dim) == 0 && held.size(dim) > 1) {
                    throw new TorchException(
                            TorchException.Kind.RUNTIME,
                            "The "
                                    + place
                                    + "th input has a dimension with stride 0. gradcheck only"
                                    + " supports inputs that are non-overlapping to be able to"
                                    + " compute the numerical gradients correctly. You should call"
                                    + " .contiguous on the input before passing it to gradcheck.");
                }
            }
        }
        if (places.length == 0) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "gradcheck expects at least one input tensor to require gradient, but none of"
                            + " them have requires_grad=True.");
        }
    }

    private static void checkOutputs(List<Tensor> outputs) {
        if (recorded(outputs).stream().anyMatch(output -> output.layout() != Layout.STRIDED)) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Sparse output is not supported at gradcheck yet. Please call"
                            + " to_dense(masked_grad=...) on the output of fn for gradcheck.");
        }
    }

    private void compare(Function<List<Tensor>, List<Tensor>> real, String prefix) {
        List<Tensor> all = real.apply(inputs);
        List<Tensor> moved =
                options.masked() ? inputs : inputs.stream().map(HeldElements::whole).toList();
        FiniteDifferences differences = new FiniteDifferences(real, moved, options.eps());
        if (options.fastMode()) {
            compareProjections(all, differences, prefix);
        } else {
            compareAll(all, differences, prefix);
        }
    }

    private void compareAll(List<Tensor> all, FiniteDifferences differences, String prefix) {
        List<List<Tensor>> numerical = new ArrayList<>();
        for (int place : places) {
            numerical.add(differences.jacobians(place));
        }
        int output = 0;
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).requiresGrad()) {
                requireZero(numerical, all, i);
                continue;
            }
            List<Tensor> analytical = analytical(all.get(i), null);
            for (int input = 0; input < analytical.size(); input++) {
                Tensor expected = numerical.get(input).get(i);
                if (!isClose(analytical.get(input), expected, options.rtol(), options.atol())) {
                    throw mismatch(prefix, "", output, input, expected, analytical.get(input), "");
                }
            }
            output++;
        }
    }

    // Only where nothing is differentiable: Python passes over a part.
    private static void requireZero(List<List<Tensor>> numerical, List<Tensor> all, int output) {
        if (recorded(all).isEmpty()
                && numerical.stream().anyMatch(of -> of.get(output).ne(0).any().itemBoolean())) {
            throw new GradcheckException("Numerical gradient for function expected to be zero");
        }
    }

    /**
     * A vector of random numbers.
     *
     * @param held the numbers, where the input holds elements that are moved
     * @param all those of the whole input
     */
    private record Along(Tensor held, Tensor all) {
        static Along of(Tensor input, boolean masked, Generator generator) {
            Tensor random = direction(HeldElements.of(input), generator);
            if (!HeldElements.isSparse(input)) {
                return new Along(random, random);
            }
            Tensor sparse = HeldElements.like(input, random.view(HeldElements.of(input).shape()));
            return new Along(
                    HeldElements.of(masked ? sparse : HeldElements.whole(sparse)),
                    sparse.toDense().reshape(-1));
        }
    }

    /** A vector of random numbers; of a complex input two, for its parts. */
    private record Direction(Along real, Along imaginary) {
        double weight() {
            double weight = real.all.sum().itemDouble();
            return imaginary == null ? weight : weight + imaginary.all.sum().itemDouble();
        }
    }

    private void compareProjections(
            List<Tensor> all, FiniteDifferences differences, String prefix) {
        List<Tensor> outputs = recorded(all);
        List<Direction> directions = new ArrayList<>();
        List<Tensor> weights = new ArrayList<>();
        // Its own, with its first seed, so that nothing of the caller's changes.
        try (Generator generator = new Generator()) {
            for (Tensor input : differentiable) {
                Along real = Along.of(input, options.masked(), generator);
                directions.add(
                        new Direction(
                                real,
                                input.isComplex()
                                        ? Along.of(input, options.masked(), generator)
                                        : null));
            }
            for (Tensor output : outputs) {
                weights.add(direction(output, generator));
            }
        }
        List<List<Tensor>> analytical = new ArrayList<>();
        for (int j = 0; j < outputs.size(); j++) {
            analytical.add(analytical(outputs.get(j), weights.get(j)));
        }
        for (int i = 0; i < directions.size(); i++) {
            Direction direction = directions.get(i);
            List<Tensor> along =
                    differences.along(
                            places[i],
                            direction.real().held(),
                            direction.imaginary() == null ? null : direction.imaginary().held());
            if (outputs.isEmpty()
                    && along.stream()
                            .anyMatch(
                                    of ->
                                            of.numel() > 0
                                                    && of.abs().max().itemDouble()
                                                            > options.nondetTol())) {
                throw new GradcheckException("Numerical gradient for function expected to be zero");
            }
            int output = 0;
            for (int k = 0; k < all.size(); k++) {
                if (!all.get(k).requiresGrad()) {
                    continue;
                }
                Tensor weight = weights.get(output);
                Tensor expected = weight.mul(along.get(k)).sum();
                Tensor actual = projected(analytical.get(output).get(i), direction);
                double atol = options.atol() * direction.weight() * weight.sum().itemDouble();
                if (!isClose(actual, expected, options.rtol(), atol)) {
                    throw mismatch(
                            prefix,
                            "",
                            output,
                            i,
                            expected,
                            actual,
                            elementwise(differences, all, k, i));
                }
                output++;
            }
        }
    }

    static Tensor direction(Tensor like, Generator generator) {
        Tensor vector =
                Torch.empty(Shape.of(like.numel()))
                        .uniform_(0, 1, generator)
                        .to(like.isComplex() ? like.real().dtype() : like.dtype());
        return vector.div_(vector.norm());
    }

    private static Tensor projected(Tensor gradient, Direction direction) {
        Tensor vector = gradient.reshape(-1);
        if (direction.imaginary() == null) {
            return vector.dot(direction.real().all());
        }
        return Torch.complex(
                vector.real().dot(direction.real().all()),
                vector.imag().dot(direction.imaginary().all()));
    }

    private String elementwise(
            FiniteDifferences differences, List<Tensor> all, int output, int input) {
        Tensor numerical = differences.jacobians(places[input]).get(output);
        Tensor analytical = analytical(all.get(output), null).get(input);
        String text =
                "\nThe above quantities relating the numerical and analytical jacobians are"
                        + " computed \nin fast mode. See:"
                        + " https://github.com/pytorch/pytorch/issues/53876 for more background"
                        + " \nabout fast mode. Below, we recompute numerical and analytical"
                        + " jacobians in slow mode:\n\nNumerical:\n "
                        + numerical
                        + "\nAnalytical:\n"
                        + analytical
                        + "\n\nThe max per-element difference (slow mode) is: "
                        + numerical.sub(analytical).abs().max().itemDouble()
                        + ".\n";
        return isClose(analytical, numerical, options.rtol(), options.atol())
                ? text + SLOW_MODE_PASSES
                : text;
    }

    static boolean isClose(Tensor actual, Tensor expected, double rtol, double atol) {
        DType common = Torch.promoteTypes(actual.dtype(), expected.dtype());
        return actual.to(common)
                .allclose(expected.to(actual.device()).to(common), o -> o.rtol(rtol).atol(atol));
    }

    static GradcheckException mismatch(
            String prefix,
            String mode,
            int output,
            int input,
            Tensor numerical,
            Tensor analytical,
            String further) {
        return new GradcheckException(
                prefix
                        + "Jacobian "
                        + mode
                        + "mismatch for output "
                        + output
                        + " with respect to input "
                        + input
                        + ",\nnumerical:"
                        + text(numerical)
                        + "\nanalytical:"
                        + text(analytical)
                        + "\n"
                        + further);
    }

    // As Python's format: one number without "tensor".
    private static String text(Tensor tensor) {
        return tensor.dim() == 0 ? PythonFormat.repr(tensor.item()) : tensor.toString();
    }

    /**
     * The derivatives of an output by each input as autograd has them, (elements of the input, rows
     * of the output): all rows, or one weighted sum of them.
     */
    private List<Tensor> analytical(Tensor output, Tensor weights) {
        List<Tensor> once = computed(output.clone(), weights, true);
        List<Tensor> again = computed(output.clone(), weights, false);
        for (int i = 0; i < once.size(); i++) {
            if (once.get(i).numel() > 0
                    && once.get(i).sub(again.get(i)).abs().max().itemDouble()
                            > options.nondetTol()) {
                throw new GradcheckException(
                        "Backward is not reentrant, i.e., running backward with same input and"
                            + " grad_output multiple times gives different values, although"
                            + " analytical gradient matches numerical gradient.The tolerance for"
                            + " nondeterminism was "
                                + PythonFormat.repr(options.nondetTol())
                                + "."
                                + NONDETERMINISTIC);
            }
        }
        return once;
    }

    private List<Tensor> computed(Tensor output, Tensor weights, boolean isChecked) {
        List<List<Tensor>> columns = new ArrayList<>();
        differentiable.forEach(_ -> columns.add(new ArrayList<>()));
        long rows = weights == null ? output.numel() : 1;
        for (long row = 0; row < rows; row++) {
            Tensor seed = weights == null ? unit(output, row) : weights.reshape(output.shape());
            Tensor[] gradients =
                    Autograd.grad(
                            new Tensor[] {output},
                            differentiable.toArray(Tensor[]::new),
                            o -> o.gradOutputs(seed).retainGraph(true).allowUnused(true));
            for (int i = 0; i < gradients.length; i++) {
                columns.get(i).add(column(differentiable.get(i), gradients[i], isChecked));
            }
        }
        List<Tensor> jacobians = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            jacobians.add(
                    columns.get(i).isEmpty()
                            ? zeros(differentiable.get(i), 0)
                            : Torch.stack(columns.get(i), 1));
        }
        return jacobians;
    }

    private static Tensor zeros(Tensor input, long... further) {
        long[] sizes =
                LongStream.concat(LongStream.of(input.numel()), LongStream.of(further)).toArray();
        return Torch.zeros(Shape.of(sizes), TensorOptions.of(input.dtype()).device(input.device()));
    }

    private static Tensor unit(Tensor output, long element) {
        Tensor unit = output.newZeros(output.numel());
        unit.get(element).fill_(1);
        return unit.view(output.shape());
    }

    private Tensor column(Tensor input, Tensor gradient, boolean isChecked) {
        if (gradient == null) {
            return zeros(input);
        }
        if (isChecked && options.checkGradDtypes() && gradient.dtype() != input.dtype()) {
            throw new GradcheckException("Gradient has dtype mismatch");
        }
        if (!gradient.shape().equals(input.shape())) {
            throw new GradcheckException("Analytical gradient has incorrect size");
        }
        Tensor dense = gradient.layout() == Layout.STRIDED ? gradient : gradient.toDense();
        return dense.detach().reshape(-1).to(input.dtype());
    }
}
