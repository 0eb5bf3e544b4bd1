package org.panamatorch.internal.elements;

import org.panamatorch.Scalar;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Failure;

import java.math.BigInteger;

/** The only element of a tensor as one of Java's own numbers. */
public final class ItemCalls {
    private ItemCalls() {}

    /** An element that is no complex number. */
    public static Number real(Tensor tensor, String operation) {
        if (tensor.dtype().isComplex()) {
            throw refusal(tensor, operation, "a real number");
        }
        Number item = tensor.item();
        return item instanceof Scalar truth ? (Number) truth.longValue() : item;
    }

    /** An element that is an integer or a boolean. */
    public static long integer(Tensor tensor) {
        if (tensor.dtype().isFloatingPoint()) {
            throw refusal(tensor, "itemLong", "an integer");
        }
        Number value = real(tensor, "itemLong");
        if (value instanceof BigInteger) {
            throw Failure.refusal(
                    Kind.VALUE, "the element is past the largest long", "itemLong", "self", tensor);
        }
        return value.longValue();
    }

    /** Whether an element is not zero. */
    public static boolean truth(Tensor tensor) {
        return switch (tensor.item()) {
            case Scalar scalar -> scalar.real() != 0 || scalar.imag() != 0;
            case Number number -> number.doubleValue() != 0;
        };
    }

    private static RuntimeException refusal(Tensor tensor, String operation, String expected) {
        return Failure.refusal(
                Kind.TYPE,
                "the element is of dtype " + tensor.dtype() + ", expected " + expected,
                operation,
                "self",
                tensor);
    }
}
