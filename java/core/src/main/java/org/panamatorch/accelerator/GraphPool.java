package org.panamatorch.accelerator;

/**
 * The memory of a graph, which graphs that do not run at the same time may share.
 *
 * @param first one half of the number that LibTorch knows it by
 * @param second the other half
 * @see Graph#pool
 */
public record GraphPool(long first, long second) {}
