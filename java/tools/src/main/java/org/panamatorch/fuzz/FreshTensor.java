package org.panamatorch.fuzz;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Nested;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A new tensor.
 *
 * @param dtype its dtype
 * @param sizes its sizes
 * @param content what its elements are
 * @param form how they are laid out
 * @param seed for its elements
 */
record FreshTensor(DType dtype, List<Long> sizes, Content content, Form form, int seed)
        implements Recipe {
    private static final double SCALE = 0.1;
    private static final int ZERO_POINT = 3;
    private static final int GAP = 3;

    /** Elements. */
    enum Content {
        ONES,
        ZEROS,
        /** Between -2 and 2, or 0 to 3 where they are integers. */
        SMALL,
        /** One of them is NaN, an infinity, or far out of any range of indices. */
        WILD,
        /** The extremes of the dtype. */
        EXTREME
    }

    /** What a tensor may be but dense, contiguous and without a gradient. */
    enum Form {
        PLAIN,
        LEAF,
        NO_LEAF,
        TRANSPOSED,
        EXPANDED,
        STRIDED,
        CHANNELS_LAST,
        CONJUGATE,
        NEGATIVE,
        SPARSE,
        SPARSE_CSR,
        MKLDNN,
        QUINT8,
        QINT8_PER_CHANNEL,
        META,
        NESTED,
        INFERENCE,
        CLOSED
    }

    @Override
    public Object make(Run run) {
        Tensor plain = filled();
        if (form == Form.PLAIN) {
            return plain;
        }
        try {
            return formed(plain);
        } catch (RuntimeException e) {
            // Not every tensor has every form.
            return plain;
        }
    }

    private Tensor filled() {
        SplittableRandom random = new SplittableRandom(seed);
        int count = sizes.stream().mapToInt(Long::intValue).reduce(1, (a, b) -> a * b);
        Tensor flat =
                dtype.isFloatingPoint() || dtype.isComplex()
                        ? Torch.tensor(numbers(count, random))
                        : Torch.tensor(integers(count, random));
        return flat.to(dtype).view(sizes.stream().mapToLong(size -> size).toArray());
    }

    private double[] numbers(int count, SplittableRandom random) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] =
                    switch (content) {
                        case ONES -> 1;
                        case ZEROS -> 0;
                        case SMALL, WILD -> random.nextDouble(-2, 2);
                        case EXTREME -> Numbers.extreme(random);
                    };
        }
        if (content == Content.WILD && count > 0) {
            numbers[random.nextInt(count)] = Numbers.wild(random);
        }
        return numbers;
    }

    private long[] integers(int count, SplittableRandom random) {
        long[] integers = new long[count];
        for (int i = 0; i < count; i++) {
            integers[i] =
                    switch (content) {
                        case ONES -> 1;
                        case ZEROS -> 0;
                        case SMALL, WILD -> random.nextLong(GAP + 1);
                        case EXTREME -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
                    };
        }
        if (content == Content.WILD && count > 0) {
            integers[random.nextInt(count)] = Numbers.integer(random);
        }
        return integers;
    }

    private Tensor formed(Tensor plain) {
        return switch (form) {
            case PLAIN -> plain;
            case LEAF -> plain.requiresGrad_(true);
            case NO_LEAF -> plain.requiresGrad_(true).mul(2);
            case TRANSPOSED -> plain.transpose(0, -1);
            case EXPANDED -> plain.select(0, 0).unsqueeze(0).expand(plain.sizes());
            case STRIDED -> Torch.stack(List.of(plain, plain), -1).select(-1, 1);
            case CHANNELS_LAST ->
                    plain.contiguous(
                            plain.dim() == 4
                                    ? MemoryFormat.CHANNELS_LAST
                                    : MemoryFormat.CHANNELS_LAST_3D);
            case CONJUGATE -> Torch.conj(plain);
            case NEGATIVE -> Torch.imag(Torch.conj(plain.to(DType.COMPLEX64)));
            case SPARSE -> plain.toSparse();
            case SPARSE_CSR -> plain.toSparseCsr();
            case MKLDNN -> plain.to(DType.FLOAT32).toMkldnn();
            case QUINT8 ->
                    Torch.quantizePerTensor(
                            plain.to(DType.FLOAT32), SCALE, ZERO_POINT, DType.QUINT8);
            case QINT8_PER_CHANNEL ->
                    Torch.quantizePerChannel(
                            plain.to(DType.FLOAT32),
                            Torch.full(new long[] {plain.size(0)}, SCALE),
                            Torch.zeros(plain.size(0)),
                            0,
                            DType.QINT8);
            case META -> Torch.empty(plain.sizes(), TensorOptions.of(dtype).device(Device.META));
            case NESTED -> Nested.asNestedTensor(List.of(plain, plain));
            case INFERENCE -> Torch.inferenceMode(() -> plain.mul(1));
            case CLOSED -> {
                plain.close();
                yield plain;
            }
        };
    }

    @Override
    public List<Recipe> simpler() {
        List<Recipe> simpler = new ArrayList<>();
        if (form != Form.PLAIN) {
            simpler.add(new FreshTensor(dtype, sizes, content, Form.PLAIN, seed));
        }
        if (content != Content.ONES) {
            simpler.add(new FreshTensor(dtype, sizes, Content.ONES, form, seed));
        }
        if (dtype != DType.FLOAT32) {
            simpler.add(new FreshTensor(DType.FLOAT32, sizes, content, form, seed));
        }
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) > 1) {
                List<Long> smaller = new ArrayList<>(sizes);
                smaller.set(i, 1L);
                simpler.add(new FreshTensor(dtype, List.copyOf(smaller), content, form, seed));
            }
            List<Long> fewer = new ArrayList<>(sizes);
            fewer.remove(i);
            simpler.add(new FreshTensor(dtype, List.copyOf(fewer), content, form, seed));
        }
        return simpler;
    }

    @Override
    public String toString() {
        return content.name().toLowerCase(Locale.ROOT)
                + sizes
                + "."
                + dtype.name().toLowerCase(Locale.ROOT)
                + (form == Form.PLAIN ? "" : "." + form)
                + (content == Content.ONES || content == Content.ZEROS ? "" : "#" + seed);
    }
}
