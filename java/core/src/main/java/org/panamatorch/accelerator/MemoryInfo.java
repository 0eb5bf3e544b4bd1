package org.panamatorch.accelerator;

/**
 * The memory of a device.
 *
 * @param free the bytes that no process uses
 * @param total all bytes that it has
 */
public record MemoryInfo(long free, long total) {}
