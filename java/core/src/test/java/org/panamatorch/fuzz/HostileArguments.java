package org.panamatorch.fuzz;

import org.panamatorch.DType;
import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.MemoryFormat;
import org.panamatorch.Operator;
import org.panamatorch.Operator.Parameter;
import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TensorOptions;
import org.panamatorch.Torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes arguments that fit a schema's types and little else. What a seed, an operator and an
 * attempt give is always the same. Every second attempt has tensors of one kind and sizes, so that
 * calls get past the first checks.
 */
final class HostileArguments {
    private static final long[] INTEGERS = {
        0,
        1,
        2,
        3,
        -1,
        -2,
        5,
        64,
        -100,
        1L << 31,
        -(1L << 31) - 1,
        1L << 62,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] NUMBERS = {
        0,
        1,
        -1,
        0.5,
        1e-300,
        -1e308,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };
    private static final long[][] SIZES = {
        {},
        {0},
        {1},
        {3},
        {5},
        {2, 3},
        {3, 3},
        {0, 3},
        {4, 1},
        {2, 3, 4},
        {1, 0, 2},
        {2, 4, 6, 6},
        {1, 2, 3, 4, 5},
        {1, 1, 1, 1, 1, 1}
    };
    private static final List<DType> DTYPES =
            List.of(
                    DType.FLOAT32,
                    DType.FLOAT32,
                    DType.INT64,
                    DType.INT64,
                    DType.FLOAT64,
                    DType.BOOL,
                    DType.INT32,
                    DType.UINT8,
                    DType.INT8,
                    DType.INT16,
                    DType.COMPLEX64,
                    DType.BFLOAT16,
                    DType.FLOAT16,
                    DType.COMPLEX128,
                    DType.UINT16,
                    DType.UINT64,
                    DType.COMPLEX32,
                    DType.FLOAT8_E4M3FN);
    private static final List<String> WORDS =
            List.of(
                    "",
                    "none",
                    "mean",
                    "sum",
                    "reflect",
                    "same",
                    "tanh",
                    "ij",
                    "L",
                    "floor",
                    "linear",
                    "fro",
                    "é\n%s",
                    "a".repeat(300));

    private final Random random;
    private final boolean alike;
    private final long[] commonSize;
    private final DType commonDtype;

    HostileArguments(long seed, String operator, int attempt) {
        random = new Random(seed * 1_000_003 + operator.hashCode() * 31L + attempt);
        alike = attempt % 2 == 1;
        commonSize = pick(SIZES);
        commonDtype = alike && random.nextInt(3) > 0 ? DType.FLOAT32 : pick(DTYPES);
    }

    /**
     * An argument for each parameter; null where the operator takes what only other operators make.
     */
    Object[] of(Operator operator) {
        List<Parameter> parameters = operator.parameters();
        Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(parameters.get(i).type());
            if (values[i] == this) {
                return null;
            }
        }
        return values;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private long[] pick(long[][] list) {
        return list[random.nextInt(list.length)];
    }

    private boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    /** A value of a type; this object where there is none. */
    private Object value(String type) {
        if (type.endsWith("?")) {
            return oneIn(3) ? null : value(type.substring(0, type.length() - 1));
        }
        if (type.endsWith("]")) {
            return list(type);
        }
        return switch (type) {
            case "Tensor" -> tensor();
            case "int", "SymInt" -> integer();
            case "float" -> number();
            case "bool" -> random.nextBoolean();
            case "Scalar" -> scalar();
            case "str" -> pick(WORDS);
            case "ScalarType" -> pick(DTYPES);
            case "Layout" -> pick(List.of(Layout.values()));
            case "MemoryFormat" -> pick(List.of(MemoryFormat.values()));
            case "Device" -> oneIn(3) ? Device.META : Device.CPU;
            case "Any" -> oneIn(2) ? tensor() : scalar();
            default -> this;
        };
    }

    private Object list(String type) {
        int open = type.lastIndexOf('[');
        String element = type.substring(0, open);
        String length = type.substring(open + 1, type.length() - 1);
        int count = length.isEmpty() || oneIn(4) ? random.nextInt(5) : Integer.parseInt(length);
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object value = value(element);
            if (value == this) {
                return this;
            }
            list.add(value);
        }
        return list;
    }

    private long integer() {
        // Mostly small ones, or every call stops at its first argument.
        return oneIn(3) ? INTEGERS[random.nextInt(INTEGERS.length)] : random.nextInt(-1, 4);
    }

    private double number() {
        return oneIn(2) ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextDouble();
    }

    private Object scalar() {
        return switch (random.nextInt(6)) {
            case 0 -> number();
            case 1 -> random.nextBoolean();
            case 2 -> Scalar.complex(number(), number());
            default -> integer();
        };
    }

    private Tensor tensor() {
        long[] size = alike && !oneIn(4) ? commonSize : pick(SIZES);
        DType dtype = alike && !oneIn(4) ? commonDtype : pick(DTYPES);
        return formed(filled(size, dtype));
    }

    private Tensor filled(long[] size, DType dtype) {
        long count = Arrays.stream(size).reduce(1, (a, b) -> a * b);
        Tensor flat;
        if (dtype.isFloatingPoint() || dtype.isComplex()) {
            double[] values = random.doubles(count, -2, 2).toArray();
            if (oneIn(5) && count > 0) {
                values[0] = NUMBERS[random.nextInt(NUMBERS.length)];
            }
            flat = Torch.tensor(values);
        } else {
            boolean wild = oneIn(3);
            flat =
                    Torch.tensor(
                            random.longs(
                                            count,
                                            wild ? Long.MIN_VALUE : -1,
                                            wild ? Long.MAX_VALUE : 4)
                                    .toArray());
        }
        return flat.to(dtype).view(size);
    }

    /** The tensor in some other form, if it has it. */
    private Tensor formed(Tensor tensor) {
        List<Supplier<Tensor>> forms =
                List.of(
                        () ->
                                Torch.quantizePerTensor(
                                        tensor.to(DType.FLOAT32), 0.1, 3, DType.QUINT8),
                        () ->
                                Torch.quantizePerTensor(
                                        tensor.to(DType.FLOAT32), 0.1, 0, DType.QINT8),
                        tensor::toSparse,
                        tensor::toSparseCsr,
                        () -> tensor.to(DType.FLOAT32).toMkldnn(),
                        () ->
                                Torch.empty(
                                        tensor.sizes(),
                                        TensorOptions.of(tensor.dtype()).device(Device.META)),
                        () -> tensor.transpose(0, -1),
                        () -> tensor.unsqueeze(-1).expand(new long[] {-1, -1, -1, 3}).select(-1, 0),
                        () -> Torch.conj(tensor),
                        () -> tensor.clone().requiresGrad_(true));
        if (!oneIn(alike ? 8 : 3)) {
            return tensor;
        }
        try {
            return pick(forms).get();
        } catch (RuntimeException e) {
            return tensor;
        }
    }
}
