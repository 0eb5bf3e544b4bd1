package org.panamatorch.internal.io;

import org.panamatorch.Device;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

/**
 * Options of reading a file of {@code torch.save}.
 *
 * @param mapLocation where the tensors are to be; where they were when they were saved, if null
 * @param mmap whether tensors lie in the mapped file: at once, and without a look at the checksums;
 *     else they are read, and checked
 */
@OptionSet(home = "org.panamatorch.io")
public record TorchLoadSpec(@Default("null") Device mapLocation, @Default("false") boolean mmap) {}
