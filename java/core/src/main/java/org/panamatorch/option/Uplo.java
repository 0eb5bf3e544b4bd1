package org.panamatorch.option;

/**
 * Which triangle of a symmetric or Hermitian matrix is read.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.linalg.eigh.html">torch.linalg.eigh</a>
 */
public enum Uplo {
    /** The lower one. */
    L,
    /** The upper one. */
    U
}
