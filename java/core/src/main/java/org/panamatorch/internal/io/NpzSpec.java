package org.panamatorch.internal.io;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of an archive of arrays.
 *
 * @param compressed whether the arrays are compressed, as by {@code numpy.savez_compressed}
 */
@OptionSet(home = "org.panamatorch.io")
public record NpzSpec(@Default("false") boolean compressed) {}
