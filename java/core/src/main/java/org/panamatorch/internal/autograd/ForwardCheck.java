package org.panamatorch.internal.autograd;

import org.panamatorch.ForwardAD;
import org.panamatorch.ForwardAD.UnpackedDualTensor;
import org.panamatorch.Generator;
import org.panamatorch.GradcheckException;
import org.panamatorch.Tensor;
import org.panamatorch.Torch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Compares the derivatives that forward mode computes with finite differences, all of them. */
final class ForwardCheck {
    private final Function<List<Tensor>, List<Tensor>> function;
    private final List<Tensor> inputs;
    private final GradcheckSpec options;
    private final String prefix;

    private ForwardCheck(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            GradcheckSpec options,
            String prefix) {
        this.function = function;
        this.inputs = inputs;
        this.options = options;
        this.prefix = prefix;
    }

    static void run(
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            GradcheckSpec options) {
        if (inputs.stream().noneMatch(Tensor::isComplex)) {
            new ForwardCheck(function, inputs, options, "").run();
            return;
        }
        UnaryOperator<Tensor> real = Tensor::real;
        UnaryOperator<Tensor> imaginary = Tensor::imag;
        ofPart(
                        "imaginary",
                        imaginary,
                        (part, all) -> Torch.complex(all.real(), part),
                        function,
                        inputs,
                        options)
                .run();
        ofPart(
                        "real",
                        real,
                        (part, all) -> Torch.complex(part, all.imag()),
                        function,
                        inputs,
                        options)
                .run();
    }

    private static ForwardCheck ofPart(
            String name,
            UnaryOperator<Tensor> part,
            BinaryOperator<Tensor> whole,
            Function<List<Tensor>, List<Tensor>> function,
            List<Tensor> inputs,
            GradcheckSpec options) {
        List<Tensor> parts =
                inputs.stream()
                        .map(
                                input ->
                                        input.isComplex()
                                                ? part.apply(input.detach())
                                                        .clone()
                                                        .requiresGrad_(input.requiresGrad())
                                                : input)
                        .toList();
        List<Tensor> constants = inputs.stream().map(Tensor::detach).toList();
        return new ForwardCheck(
                arguments ->
                        function.apply(
                                IntStream.range(0, arguments.size())
                                        .mapToObj(
                                                i ->
                                                        constants.get(i).isComplex()
                                                                ? whole.apply(
                                                                        arguments.get(i),
                                                                        constants.get(i))
                                                                : arguments.get(i))
                                        .toList()),
                parts,
                options,
                "While considering the " + name + " part of complex inputs only, ");
    }

    private void run() {
        List<Tensor> outputs = function.apply(inputs);
        FiniteDifferences differences = new FiniteDifferences(function, inputs, options.eps());
        int input = 0;
        for (int place = 0; place < inputs.size(); place++) {
            if (inputs.get(place).requiresGrad()) {
                compare(outputs, differences.jacobians(place), place, input++);
            }
        }
        if (options.checkUndefinedGrad()) {
            checkUndefined();
        }
    }

    private void compare(List<Tensor> outputs, List<Tensor> numerical, int place, int input) {
        if (GradientCheck.recorded(outputs).isEmpty()) {
            if (numerical.stream().anyMatch(of -> of.ne(0).any().itemBoolean())) {
                throw new GradcheckException("Numerical gradient for function expected to be zero");
            }
            return;
        }
        List<Tensor> analytical = jacobians(outputs, place);
        int output = 0;
        for (int i = 0; i < outputs.size(); i++) {
            if (!outputs.get(i).requiresGrad()) {
                continue;
            }
            if (!GradientCheck.isClose(
                    analytical.get(i), numerical.get(i), options.rtol(), options.atol())) {
                throw GradientCheck.mismatch(
                        prefix,
                        "computed with forward mode ",
                        output,
                        input,
                        numerical.get(i),
                        analytical.get(i),
                        "");
            }
            output++;
        }
    }

    /** For each output (elements of the input, elements of the output). */
    private List<Tensor> jacobians(List<Tensor> outputs, int place) {
        Tensor input = inputs.get(place);
        List<Tensor> jacobians =
                outputs.stream()
                        .map(output -> output.detach().newZeros(input.numel(), output.numel()))
                        .toList();
        for (long row = 0; row < input.numel(); row++) {
            Tensor tangent = input.detach().newZeros(input.numel());
            tangent.get(row).fill_(1);
            List<Tensor> tangents = tangents(place, tangent.view(input.shape()));
            for (int i = 0; i < jacobians.size(); i++) {
                if (tangents.get(i) != null) {
                    jacobians.get(i).get(row).copy_(tangents.get(i).detach().reshape(-1));
                }
            }
        }
        return jacobians;
    }

    private List<Tensor> tangents(int place, Tensor tangent) {
        try (var _ = ForwardAD.dualLevel()) {
            List<Tensor> duals = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                Tensor input = inputs.get(i).detach();
                if (inputs.get(i).requiresGrad()) {
                    duals.add(
                            ForwardAD.makeDual(
                                    input, i == place ? tangent : Torch.zerosLike(input)));
                } else {
                    duals.add(input);
                }
            }
            return tangents(function.apply(duals));
        }
    }

    private List<Tensor> tangents(List<Tensor> outputs) {
        List<Tensor> tangents = new ArrayList<>();
        for (Tensor output : outputs) {
            UnpackedDualTensor parts = ForwardAD.unpackDual(output);
            Tensor tangent = parts.tangent();
            if (tangent != null
                    && options.checkGradDtypes()
                    && tangent.isComplex() != parts.primal().isComplex()) {
                throw new GradcheckException("Forward AD gradient has dtype mismatch.");
            }
            tangents.add(tangent);
        }
        return tangents;
    }

    // A tangent that is not there counts as zeros.
    private void checkUndefined() {
        try (var _ = ForwardAD.dualLevel();
                Generator generator = new Generator()) {
            List<Tensor> duals = new ArrayList<>();
            for (Tensor input : inputs) {
                Tensor primal = input.detach();
                duals.add(
                        input.requiresGrad()
                                ? ForwardAD.makeDual(
                                        primal,
                                        GradientCheck.direction(primal, generator)
                                                .view(primal.shape()))
                                : primal);
            }
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i).requiresGrad()) {
                    checkUndefined(duals, i);
                }
            }
        }
    }

    private void checkUndefined(List<Tensor> duals, int place) {
        Tensor input = inputs.get(place).detach();
        List<Tensor> changed = new ArrayList<>(duals);
        changed.set(place, ForwardAD.makeDual(input, Torch.zerosLike(input)));
        List<Tensor> ofZeros = tangents(function.apply(changed));
        changed.set(place, input);
        List<Tensor> ofNone = tangents(function.apply(changed));
        for (int i = 0; i < ofZeros.size(); i++) {
            Tensor zero = ofZeros.get(i);
            Tensor none = ofNone.get(i);
            if (zero != null && none != null && !zero.allclose(none)) {
                throw new GradcheckException(
                        "Mismatch in tangent values for output with index: "
                                + i
                                + " when input: "
                                + inputs.get(place)
                                + " has an undefined tangent value.  Got: "
                                + zero
                                + " but expected: "
                                + none);
            }
        }
    }
}
