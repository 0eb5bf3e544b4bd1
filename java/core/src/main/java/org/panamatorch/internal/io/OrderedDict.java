package org.panamatorch.internal.io;

import java.io.Serial;
import java.util.LinkedHashMap;

/** Python's {@code OrderedDict}, which may have attributes. */
final class OrderedDict extends LinkedHashMap<Object, Object> {
    @Serial private static final long serialVersionUID = 1L;

    /** The {@code _metadata} of modules' states, or null. */
    transient Object metadata;
}
