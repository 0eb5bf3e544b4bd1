package org.panamatorch.internal.dispatch;

/** Words the errors about values that do not fit their types. */
interface ValueErrors {
    /** The error about a value of another type. */
    RuntimeException mismatch(int index, ValueType expected, Object value, String where);

    /** The error about a list of a wrong length. */
    RuntimeException wrongLength(int index, ValueType expected, int count);

    /** The name of an argument in errors. */
    String argumentLabel(int index);

    /** The operator's name with the overload. */
    String qualifiedName();
}
