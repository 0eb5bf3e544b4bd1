package org.panamatorch.internal.nn.loss;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenW;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.CustomFunctionCalls;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.loss.LossSpecs.LinearCrossEntropySpec;
import org.panamatorch.option.AccPolicy;
import org.panamatorch.option.Reduction;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;

/**
 * The cross entropy of a linear map, a part of the batch at a time, with Python's arithmetic and
 * under the names of its operators: a sum or a mean computes the gradients in the forward pass,
 * single losses theirs in the backward pass, from the logits anew.
 */
final class ChunkedLinearCrossEntropy {
    // As Python names the gradients of its operators.
    private static final String REDUCED =
            "GeneratedBackwardFor_torch_nn__linear_cross_entropy_batch_chunked_defaultBackward";
    private static final String UNREDUCED =
            "GeneratedBackwardFor_torch_nn__linear_cross_entropy_batch_chunked_no_reduction_defaultBackward";
    private static final Tensor[] NONE = {};
    private static final int INPUTS = 5;

    private final Tensor linearWeight;
    private final Tensor linearBias;
    private final Tensor weight;
    private final Reduction reduction;
    private final long ignoreIndex;
    private final LinearCrossEntropySpec given;

    private LinearCrossEntropySpec options;
    private DType dtype;
    private DType sums;
    private DType logitsDtype;
    private boolean isWidening;
    private boolean isCuda;
    private boolean isSparing;
    private Tensor castWeight;
    private Tensor castBias;
    private Tensor factors;
    private Tensor classes;
    private Gradients gradients = new Gradients(null, null, null);

    /** The gradients that parts are added to; null where none is asked for. */
    private record Gradients(Tensor input, Tensor weight, Tensor bias) {
        boolean isEmpty() {
            return input == null && weight == null && bias == null;
        }
    }

    ChunkedLinearCrossEntropy(
            Tensor linearWeight,
            Tensor linearBias,
            Tensor weight,
            Reduction reduction,
            long ignoreIndex,
            LinearCrossEntropySpec options) {
        this.linearWeight = linearWeight;
        this.linearBias = linearBias;
        this.weight = weight;
        this.reduction = reduction;
        this.ignoreIndex = ignoreIndex;
        this.given = options;
    }

    public Tensor loss(Tensor input, Tensor target) {
        try (TensorScope scope = new TensorScope()) {
            boolean batched = input.dim() == 2;
            Tensor rows = batched ? input : input.unsqueeze(0);
            Tensor indices = batched ? target : target.unsqueeze(0);
            prepare(rows, indices);
            if (reduction != Reduction.NONE) {
                return scope.keep(reduced(rows));
            }
            Tensor losses = unreduced(rows, indices);
            return scope.keep(batched ? losses : losses.squeeze(0));
        }
    }

    private void prepare(Tensor rows, Tensor target) {
        dtype = rows.dtype();
        options = resolved(rows.size(0), rows.size(1), linearWeight.size(0), dtype, rows.device());
        sums = options.accDtype();
        isWidening = sums != dtype;
        if (isWidening && !(dtype.itemSize() == 2 && sums == DType.FLOAT32)) {
            throw Checks.runtime(
                    "linear_cross_entropy supports float32 acc_dtype with float16/bfloat16 inputs,"
                            + " but got "
                            + sums
                            + " acc_dtype and "
                            + dtype
                            + " inputs.",
                    "linearCrossEntropy",
                    "input",
                    rows,
                    "linearWeight",
                    linearWeight);
        }
        isCuda = rows.device().isCuda();
        isSparing = options.accPolicy() != AccPolicy.ACCURATE;
        logitsDtype = isWidening && dtype == DType.FLOAT16 && isSparing ? dtype : sums;
        Tensor plainWeight = linearWeight.detach();
        castWeight = isCuda ? plainWeight : plainWeight.to(logitsDtype);
        castBias = linearBias == null ? null : linearBias.detach().to(logitsDtype);
        Tensor mask = target.eq(ignoreIndex);
        boolean isClass = ignoreIndex >= 0 && ignoreIndex < linearWeight.size(0);
        classes = isClass ? target : AtenW.where_ScalarSelf(mask, 0, target);
        factors = factors(mask);
    }

    private Tensor factors(Tensor mask) {
        Tensor result;
        if (weight == null) {
            result = mask.logicalNot().to(sums);
        } else {
            Tensor plain = weight.detach();
            Tensor chosen =
                    classes.numel() > plain.numel()
                            ? plain.to(sums).indexSelect(0, classes)
                            : plain.indexSelect(0, classes).to(sums);
            result = AtenW.where_ScalarSelf(mask, 0, chosen);
        }
        if (reduction == Reduction.SUM) {
            return result.neg_();
        }
        if (reduction == Reduction.MEAN) {
            Tensor total = result.sum();
            return result.div_(AtenW.where_ScalarSelf(total.eq(0), Double.NaN, total.neg()));
        }
        return result;
    }

    private Tensor reduced(Tensor rows) {
        boolean records = Torch.isGradEnabled();
        startGradients(
                rows,
                records && rows.requiresGrad(),
                records && linearWeight.requiresGrad(),
                records && linearBias != null && linearBias.requiresGrad());
        boolean emptyMean = reduction == Reduction.MEAN && rows.size(0) == 0;
        Tensor output =
                Torch.full(
                        new long[0],
                        emptyMean ? Double.NaN : 0,
                        TensorOptions.of(
                                isWidening && dtype == DType.FLOAT16 ? sums : dtype,
                                rows.device()));
        addParts(output, rows.detach());
        Tensor loss = output.to(dtype);
        if (gradients.isEmpty()) {
            return loss;
        }
        Tensor[] found = {gradients.input, gradients.weight, gradients.bias};
        for (int i = 0; i < found.length; i++) {
            found[i] = found[i] == null ? null : TensorScope.release(found[i].to(dtype));
        }
        boolean keeps = options.allowRetainGraph();
        return recorded(
                REDUCED,
                present(rows, linearWeight, linearBias),
                loss,
                NONE,
                grads -> scaled(found, grads[0], keeps));
    }

    private static Tensor[] scaled(Tensor[] found, Tensor grad, boolean keeps) {
        Tensor[] result = new Tensor[found.length];
        for (int i = 0; i < found.length; i++) {
            if (found[i] != null && found[i].isClosed()) {
                throw Checks.runtime(
                        "linear_cross_entropy chunked backward called twice; retain_graph=True /"
                                + " double backward are not supported.");
            }
            if (found[i] != null) {
                result[i] = found[i].mul(grad);
                if (!keeps) {
                    found[i].close();
                }
            }
        }
        return result;
    }

    private static Tensor[] present(Tensor... tensors) {
        return Arrays.stream(tensors).filter(Objects::nonNull).toArray(Tensor[]::new);
    }

    /** The result as autograd sees it. */
    private static Tensor recorded(
            String name, Tensor[] inputs, Tensor result, Tensor[] saved, Callbacks.Code backward) {
        return CustomFunctionCalls.record(
                "linear_cross_entropy",
                new CustomFunctionCalls.Computed(
                        name, inputs, new Tensor[] {result}, null, NONE, NONE, saved, true, false),
                backward)[0];
    }

    private void startGradients(
            Tensor rows, boolean wantsInput, boolean wantsWeight, boolean wantsBias) {
        DType inputGradDtype = isWidening && !isSparing ? sums : dtype;
        gradients =
                new Gradients(
                        wantsInput ? rows.detach().to(inputGradDtype, o -> o.copy(true)) : null,
                        wantsWeight ? Torch.zerosLike(linearWeight.detach()) : null,
                        wantsBias ? Torch.zerosLike(linearBias.detach()) : null);
    }

    private void addParts(Tensor output, Tensor rows) {
        long size = options.batchChunkSize();
        for (long start = 0; start < rows.size(0); start += size) {
            try (TensorScope _ = new TensorScope()) {
                addPart(output, rows, start, Math.min(size, rows.size(0) - start));
            }
        }
    }

    private void addPart(Tensor output, Tensor rows, long start, long size) {
        Tensor part = rows.narrow(0, start, size);
        Tensor partClasses = classes.narrow(0, start, size);
        Tensor partFactors = factors.narrow(0, start, size);
        Tensor logits = shiftedLogits(part);
        output.add_(
                partFactors.dot(
                        logits.gather(1, partClasses.unsqueeze(1))
                                .squeeze(1)
                                .to(partFactors.dtype())));
        Tensor denominator = logits.exp_().sum(new long[] {1}, false, sums);
        if (gradients.isEmpty()) {
            output.sub_(partFactors.to(denominator.dtype()).dot(denominator.log_()));
            return;
        }
        Tensor scaled = logits.mul(partFactors.div(denominator).to(logitsDtype).unsqueeze(1));
        output.sub_(partFactors.to(denominator.dtype()).dot(denominator.log_()));
        if (gradients.bias != null) {
            addBiasGradient(scaled, partClasses, partFactors);
        }
        if (gradients.input != null) {
            gradients
                    .input
                    .narrow(0, start, size)
                    .copy_(inputGradient(scaled, partClasses, partFactors));
        }
        if (gradients.weight != null) {
            addWeightGradient(scaled, part, partClasses, partFactors);
        }
    }

    private Tensor shiftedLogits(Tensor part) {
        Tensor transposed = (isCuda ? linearWeight.detach() : castWeight).t();
        Tensor factor = isCuda ? part : part.to(logitsDtype);
        Tensor logits =
                factor.dtype() == logitsDtype
                        ? factor.mm(transposed)
                        : AtenM.mm_dtype(factor, transposed, logitsDtype);
        if (castBias != null) {
            logits.add_(castBias);
        }
        return logits.sub_(AtenA.amax(logits, new long[] {1}, true));
    }

    private void addBiasGradient(Tensor scaled, Tensor partClasses, Tensor partFactors) {
        Tensor sum = isWidening ? Torch.zerosLike(gradients.bias).to(sums) : gradients.bias;
        sum.sub_(scaled.sum(new long[] {0}, false, sums));
        AtenI.index_add_(sum, 0, partClasses, partFactors, 1);
        if (isWidening) {
            gradients.bias.add_(sum.to(dtype));
        }
    }

    private Tensor inputGradient(Tensor scaled, Tensor partClasses, Tensor partFactors) {
        // On CUDA products are made in the dtype of the gradient, elsewhere in that of the cast
        // weight.
        DType work = isCuda ? gradients.input.dtype() : castWeight.dtype();
        Tensor matrix = castWeight.to(work);
        Tensor gradient = matrix.indexSelect(0, partClasses).mul(partFactors.to(work).unsqueeze(1));
        return AtenA.addmm(gradient, scaled.to(work), matrix, 1, -1);
    }

    private void addWeightGradient(
            Tensor scaled, Tensor part, Tensor partClasses, Tensor partFactors) {
        boolean direct =
                options.accPolicy() == AccPolicy.COMPACT && (isCuda || logitsDtype == dtype);
        Tensor rows = isWidening ? part.to(sums) : part;
        Tensor weighted = rows.mul(partFactors.unsqueeze(1));
        if (direct) {
            gradients.weight.addmm_(scaled.to(dtype).t(), part, 1, -1);
            AtenI.index_add_(gradients.weight, 0, partClasses, weighted.to(dtype), 1);
            return;
        }
        Tensor product = scaled.to(sums).t().mm(rows);
        AtenI.index_add_(product, 0, partClasses, weighted, -1);
        gradients.weight.sub_(product);
    }

    private Tensor unreduced(Tensor rows, Tensor target) {
        Tensor losses = losses(rows.detach());
        boolean wantsGradients =
                rows.requiresGrad()
                        || linearWeight.requiresGrad()
                        || linearBias != null && linearBias.requiresGrad();
        if (!wantsGradients || !Torch.isGradEnabled()) {
            return losses;
        }
        boolean[] wanted = {
            rows.requiresGrad(),
            linearWeight.requiresGrad(),
            linearBias != null && linearBias.requiresGrad()
        };
        return recorded(
                UNREDUCED,
                present(rows, linearWeight, linearBias, target, weight),
                losses,
                new Tensor[] {rows, linearWeight, linearBias, target, weight},
                saved -> gradients(saved, wanted));
    }

    /** From the gradients of single losses and what was saved. */
    private Tensor[] gradients(Tensor[] saved, boolean... wanted) {
        Tensor bias = saved[3] == null ? null : saved[3].detach();
        return new ChunkedLinearCrossEntropy(
                        saved[2].detach(), bias, saved[5], Reduction.NONE, ignoreIndex, given)
                .gradients(saved[0], saved[1].detach(), saved[4], wanted);
    }

    private Tensor losses(Tensor rows) {
        long count = rows.size(0);
        Tensor losses = rows.newEmpty(count);
        long size = options.batchChunkSize();
        for (long start = 0; start < count; start += size) {
            try (TensorScope _ = new TensorScope()) {
                long length = Math.min(size, count - start);
                Tensor logits = shiftedLogits(rows.narrow(0, start, length));
                Tensor chosen =
                        logits.gather(1, classes.narrow(0, start, length).unsqueeze(1)).squeeze(1);
                Tensor denominator = logits.exp_().sum(new long[] {1}, false, sums);
                Tensor loss = denominator.log_().sub_(chosen.to(denominator.dtype()));
                loss.mul_(factors.narrow(0, start, length).to(denominator.dtype()));
                losses.narrow(0, start, length).copy_(loss);
            }
        }
        return losses;
    }

    /** The gradients of single losses, from those of what became of them. */
    private Tensor[] gradients(Tensor grad, Tensor rows, Tensor target, boolean... wanted) {
        try (TensorScope scope = new TensorScope();
                var _ = Torch.noGrad()) {
            prepare(rows, target);
            factors.neg_().mul_(grad.to(factors.dtype()));
            startGradients(rows, wanted[0], wanted[1], wanted[2]);
            Tensor meaningless = Torch.zeros(new long[0], TensorOptions.of(dtype, rows.device()));
            addParts(meaningless, rows);
            Tensor[] results = {
                gradients.input == null ? null : gradients.input.to(dtype),
                gradients.weight,
                gradients.bias
            };
            for (Tensor result : results) {
                if (result != null) {
                    scope.keep(result);
                }
            }
            // Beside them are the inputs that have none.
            return Arrays.copyOf(linearBias == null ? Arrays.copyOf(results, 2) : results, INPUTS);
        }
    }

    /** Chooses what {@code auto} stands for, and computes the size of the chunks. */
    private LinearCrossEntropySpec resolved(
            long batch, long inFeatures, long classes, DType dtype, Device device) {
        boolean small = dtype == DType.BFLOAT16 || dtype == DType.FLOAT16;
        boolean smallOnCpu = small && device.isCpu();
        AccPolicy policy = given.accPolicy();
        if (policy == AccPolicy.AUTO) {
            policy = smallOnCpu ? AccPolicy.ACCURATE : AccPolicy.COMPACT;
        }
        String method = given.chunkingMethod();
        if ("auto".equals(method)) {
            method =
                    given.batchChunkSize() != null
                            ? null
                            : smallOnCpu ? "aspect_ratio" : "aspect_ratio:2";
        }
        long size =
                given.batchChunkSize() == null ? batch : Math.min(given.batchChunkSize(), batch);
        if (method != null) {
            size = aspectRatio(method, batch, inFeatures, classes);
            if (given.batchChunkSize() != null && given.batchChunkSize() != size) {
                throw Checks.value(
                        "batch_chunk_size (="
                                + given.batchChunkSize()
                                + ") and chunking_method ('"
                                + method
                                + "') give different chunk sizes ("
                                + given.batchChunkSize()
                                + " vs "
                                + size
                                + "); pass only one.");
            }
        }
        boolean widens =
                given.accPolicy() == AccPolicy.AUTO && small && (device.isCpu() || device.isCuda());
        DType sums = given.accDtype() != null ? given.accDtype() : widens ? DType.FLOAT32 : dtype;
        return new LinearCrossEntropySpec(
                given.allowRetainGraph(), Math.max(1, size), method, policy, sums);
    }

    private static long aspectRatio(String method, long batch, long inFeatures, long classes) {
        if (classes == 0 || inFeatures == 0) {
            throw Checks.value("integer division or modulo by zero");
        }
        int colon = method.indexOf(':');
        BigInteger factor =
                colon < 0 ? BigInteger.ONE : new BigInteger(method.substring(colon + 1));
        long target = Math.ceilDiv(batch, Math.ceilDiv(classes, inFeatures));
        long power = 1L << (Long.SIZE - Long.numberOfLeadingZeros(Math.max(target - 1, 0)));
        return Math.min(BigInteger.valueOf(power).divide(factor).longValue(), batch);
    }
}
