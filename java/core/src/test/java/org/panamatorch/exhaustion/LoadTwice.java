package org.panamatorch.exhaustion;

import org.panamatorch.Torch;

/** Uses a library that cannot be loaded. */
public final class LoadTwice {
    private LoadTwice() {}

    /**
     * Prints the first line of each error.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        for (int i = 0; i < 2; i++) {
            try {
                Torch.tensor(1f);
            } catch (UnsatisfiedLinkError e) {
                System.out.println(e.getMessage().lines().findFirst().orElseThrow());
            }
        }
    }
}
