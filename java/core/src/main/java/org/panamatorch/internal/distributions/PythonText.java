package org.panamatorch.internal.distributions;

import org.panamatorch.Shape;
import org.panamatorch.Tensor;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Locale;
import java.util.Map;

/** Values as Python's format strings show them. */
public final class PythonText {
    /** The modules of classes that share one. */
    private static final Map<String, String> MODULES =
            Map.of(
                    "ExpRelaxedCategorical", "relaxed_categorical",
                    "RelaxedOneHotCategorical", "relaxed_categorical",
                    "LogitRelaxedBernoulli", "relaxed_bernoulli");

    private PythonText() {}

    /** The text of a number or tensor; of a tensor without dimensions its element's. */
    public static String of(Object value) {
        return value instanceof Tensor tensor && tensor.dim() == 0
                ? PythonFormat.repr(element(tensor))
                : PythonFormat.repr(value);
    }

    private static Object element(Tensor tensor) {
        if (tensor.dtype().isFloatingPoint()) {
            return tensor.itemDouble();
        }
        return tensor.item();
    }

    /** The name of Python's type, and the shape as a tuple. */
    public static String typeAndShape(Tensor tensor) {
        return "Tensor of shape " + tuple(tensor.shape());
    }

    private static String tuple(Shape shape) {
        return PythonFormat.tuple(shape.toArray());
    }

    /** The name of the Python class that one of ours follows; of a user's, its own. */
    public static String classOf(Class<?> type) {
        if (!type.getPackageName().equals("org.panamatorch.distributions")) {
            return type.getName();
        }
        String name = type.getSimpleName();
        return "torch.distributions." + MODULES.getOrDefault(name, snakeCase(name)) + "." + name;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_")
                .toLowerCase(Locale.ROOT);
    }
}
