package org.panamatorch.internal.data;

import org.panamatorch.TorchException;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The components of records, which users declare. */
public final class Records {
    private Records() {}

    /**
     * The values of a record.
     *
     * @param record the record
     * @return its values, in the order of the components, null among them
     * @throws IllegalArgumentException if its module does not let this one read it
     */
    public static List<Object> components(Record record) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(record));
            } catch (InvocationTargetException e) {
                throw failed(record.getClass(), e);
            } catch (IllegalAccessException | RuntimeException e) {
                throw inaccessible(record.getClass(), e);
            }
        }
        return values;
    }

    /**
     * Makes a record.
     *
     * @param type its class
     * @param values what it holds, in the order of the components
     * @param <R> its class
     * @return the record
     * @throws TorchException if the values do not fit the components
     * @throws IllegalArgumentException if its module does not let this one make it
     */
    public static <R extends Record> R make(Class<R> type, List<?> values) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != values.size()) {
            throw new TorchException(
                    TorchException.Kind.TYPE,
                    "Collate: the samples have "
                            + values.size()
                            + " components, and record "
                            + type.getSimpleName()
                            + " has "
                            + components.length);
        }
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getType().isInstance(values.get(i))) {
                throw new TorchException(
                        TorchException.Kind.TYPE,
                        "Collate: component '"
                                + components[i].getName()
                                + "' of record "
                                + type.getSimpleName()
                                + " is of type "
                                + components[i].getType().getSimpleName()
                                + ", and its batch of type "
                                + values.get(i).getClass().getSimpleName()
                                + "; Collate.into makes the batches records of another class");
            }
        }
        try {
            Constructor<R> constructor =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException e) {
            throw failed(type, e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw inaccessible(type, e);
        }
    }

    private static RuntimeException failed(Class<?> type, InvocationTargetException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case Throwable cause ->
                    new IllegalStateException("record " + type.getName() + " failed", cause);
        };
    }

    private static IllegalArgumentException inaccessible(Class<?> type, Exception cause) {
        return new IllegalArgumentException(
                "Collate: record "
                        + type.getName()
                        + " cannot be read or made from here; its module has to open package "
                        + type.getPackageName()
                        + " to org.panamatorch",
                cause);
    }
}
