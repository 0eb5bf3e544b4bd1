/**
 * Replays what Python PyTorch made of its own sample inputs, and compares: {@code scripts/record
 * parity} records, {@code scripts/replay} runs {@link org.panamatorch.parity.Replay}, and {@code
 * docs/PARITY.md} describes the format.
 */
package org.panamatorch.parity;
