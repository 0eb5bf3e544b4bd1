package org.panamatorch.internal.io;

import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;

import java.util.Map;

/**
 * Options of a safetensors file.
 *
 * @param metadata the metadata of the file, such as {@code format} and {@code pt}
 */
@OptionSet(home = "org.panamatorch.io")
public record SafetensorsSpec(@Default("java.util.Map.of()") Map<String, String> metadata) {}
