package org.panamatorch.examples;

import org.panamatorch.DType;
import org.panamatorch.Torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/**
 * The checksum of some square roots, which depend on the processor: scripts/lib/reproducible-env
 * says why.
 */
final class SquareRoots {
    private SquareRoots() {}

    /** Prints it: a program, so that it runs with the settings of those that it speaks for. */
    public static void main(String[] args) {
        float[] values = Torch.arange(1, 1001).to(DType.FLOAT32).mul(0.0137).sqrt().toFloatArray();
        ByteBuffer bytes =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        System.out.printf("%08x%n", sum.getValue());
    }
}
