/**
 * Weights and other values in files: {@link org.panamatorch.io.Safetensors}.
 *
 * <p>Reading maps files rather than copying them, so tensors are there at once and their memory is
 * read when it is used; what is written to such a tensor stays in memory. Saving writes a new file
 * beside the old one and then puts it in its place, so that whoever reads, and a tensor that still
 * lies in the old file, never sees half a file. A program that changes or shortens a file in place
 * while tensors lie in it changes them, too, and may end the JVM: files of weights are replaced,
 * not edited.
 */
package org.panamatorch.io;
