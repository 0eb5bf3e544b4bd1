package org.panamatorch.nn;

import org.panamatorch.DType;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenI;
import org.panamatorch.internal.aten.AtenM;
import org.panamatorch.internal.aten.AtenW;

/**
 * The cross entropy of a linear map, a part of the batch at a time, with Python's arithmetic.
 *
 * <p>Python computes the gradients in the forward pass, within an operator of its own. Without one,
 * the result is joined to the inputs by terms that are zero and whose gradients are these.
 */
final class ChunkedLinearCrossEntropy {
    private final Tensor linearWeight;
    private final Tensor linearBias;
    private final Tensor weight;
    private final Reduction reduction;
    private final long ignoreIndex;
    private final LinearCrossEntropyOptions given;

    private LinearCrossEntropyOptions options;
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
    private Gradients gradients;

    /** What the forward pass found for the backward pass; null where no gradient is asked for. */
    private record Gradients(Tensor input, Tensor weight, Tensor bias) {}

    ChunkedLinearCrossEntropy(
            Tensor linearWeight,
            Tensor linearBias,
            Tensor weight,
            Reduction reduction,
            long ignoreIndex,
            LinearCrossEntropyOptions options) {
        this.linearWeight = linearWeight;
        this.linearBias = linearBias;
        this.weight = weight;
        this.reduction = reduction;
        this.ignoreIndex = ignoreIndex;
        this.given = options;
    }

    Tensor loss(Tensor input, Tensor target) {
        try (TensorScope scope = new TensorScope()) {
            boolean batched = input.dim() == 2;
            Tensor rows = batched ? input : input.unsqueeze(0);
            Tensor indices = batched ? target : target.unsqueeze(0);
            prepare(rows, indices);
            Tensor result = reduction == Reduction.NONE ? unreduced(rows, indices) : reduced(rows);
            return scope.keep(batched || reduction != Reduction.NONE ? result : result.squeeze(0));
        }
    }

    private void prepare(Tensor rows, Tensor target) {
        dtype = rows.dtype();
        options =
                given.resolved(
                        rows.size(0), rows.size(1), linearWeight.size(0), dtype, rows.device());
        sums = options.accDtype();
        isWidening = sums != dtype;
        if (isWidening && !(dtype.itemSize() == 2 && sums == DType.FLOAT32)) {
            throw Checks.runtime(
                    "linear_cross_entropy supports float32 acc_dtype with float16/bfloat16 inputs,"
                            + " but got "
                            + sums
                            + " acc_dtype and "
                            + dtype
                            + " inputs.");
        }
        isCuda = rows.device().isCuda();
        isSparing = options.accPolicy() != LinearCrossEntropyOptions.AccPolicy.ACCURATE;
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
        boolean wantsInput = rows.requiresGrad();
        boolean wantsWeight = linearWeight.requiresGrad();
        boolean wantsBias = linearBias != null && linearBias.requiresGrad();
        DType inputGradDtype = isWidening && !isSparing ? sums : dtype;
        gradients =
                new Gradients(
                        wantsInput ? rows.detach().to(inputGradDtype, false, true) : null,
                        wantsWeight ? Torch.zerosLike(linearWeight.detach()) : null,
                        wantsBias ? Torch.zerosLike(linearBias.detach()) : null);
        boolean emptyMean = reduction == Reduction.MEAN && rows.size(0) == 0;
        Tensor output =
                Torch.full(
                        new long[0],
                        emptyMean ? Double.NaN : 0,
                        TensorOptions.of(
                                isWidening && dtype == DType.FLOAT16 ? sums : dtype,
                                rows.device()));
        long size = options.batchChunkSize();
        for (long start = 0; start < rows.size(0); start += size) {
            try (TensorScope _ = new TensorScope()) {
                addPart(output, rows.detach(), start, Math.min(size, rows.size(0) - start));
            }
        }
        Tensor loss = output.to(dtype);
        if (wantsInput) {
            loss = joined(loss, rows, gradients.input.to(dtype));
        }
        if (wantsWeight) {
            loss = joined(loss, linearWeight, gradients.weight);
        }
        return wantsBias ? joined(loss, linearBias, gradients.bias) : loss;
    }

    private static Tensor joined(Tensor loss, Tensor leaf, Tensor gradient) {
        Tensor product = leaf.mul(gradient).sum();
        return loss.add(product.sub(product.detach()));
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
        if (gradients.input == null && gradients.weight == null && gradients.bias == null) {
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
                options.accPolicy() == LinearCrossEntropyOptions.AccPolicy.COMPACT
                        && (isCuda || logitsDtype == dtype);
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

    /**
     * The losses one by one. Python weighs with the gradients of the losses before it sums, which
     * only the backward pass knows; here the gradients are those of the whole computation.
     */
    private Tensor unreduced(Tensor rows, Tensor target) {
        long count = rows.size(0);
        Tensor losses = rows.detach().newEmpty(count);
        long size = options.batchChunkSize();
        for (long start = 0; start < count; start += size) {
            try (TensorScope _ = new TensorScope()) {
                long length = Math.min(size, count - start);
                Tensor logits = shiftedLogits(rows.detach().narrow(0, start, length));
                Tensor chosen =
                        logits.gather(1, classes.narrow(0, start, length).unsqueeze(1)).squeeze(1);
                Tensor denominator = logits.exp_().sum(new long[] {1}, false, sums);
                Tensor loss = denominator.log_().sub_(chosen.to(denominator.dtype()));
                loss.mul_(factors.narrow(0, start, length).to(denominator.dtype()));
                losses.narrow(0, start, length).copy_(loss);
            }
        }
        boolean wantsGradients =
                rows.requiresGrad()
                        || linearWeight.requiresGrad()
                        || linearBias != null && linearBias.requiresGrad();
        if (!wantsGradients) {
            return losses;
        }
        Tensor recorded =
                Functional.crossEntropy(
                        Functional.linear(rows, linearWeight, linearBias),
                        target,
                        weight,
                        ignoreIndex,
                        reduction);
        return losses.add(recorded.sub(recorded.detach()));
    }
}
