package org.panamatorch.internal.autograd;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.call.Callbacks;
import org.panamatorch.internal.call.TensorAccess;
import org.panamatorch.internal.memory.HandleScope;
import org.panamatorch.internal.memory.NativeHandle;

import java.util.function.Function;

/**
 * Packs saved tensors by a program's functions.
 *
 * @param <P> what a packed tensor is
 * @param pack packs a tensor
 * @param unpack gives it back
 */
public record CallersPacking<P>(
        Function<? super Tensor, ? extends P> pack, Function<? super P, Tensor> unpack)
        implements Callbacks.Packing {

    @Override
    public Callbacks.Unpacking pack(Tensor tensor) {
        // What is packed lives as long as the graph, which no scope knows of: so whatever the
        // function makes, and the tensor, is the collector's.
        HandleScope.detach(TensorAccess.get().handle(tensor));
        HandleScope scope = new HandleScope();
        try {
            Packed<P> packed = new Packed<>(unpack);
            NativeHandle.interrupting(() -> packed.content = pack.apply(tensor));
            if (packed.content instanceof Tensor content) {
                // One that was closed just now is the collector's, which could not free it: the
                // graph would keep it, and it the graph.
                Arguments.requireOpen(content, "savedTensorsHooks", "packed");
            }
            return packed;
        } finally {
            scope.abandon();
        }
    }

    private static final class Packed<P> implements Callbacks.Unpacking {
        private final Function<? super P, Tensor> unpack;
        private P content;

        Packed(Function<? super P, Tensor> unpack) {
            this.unpack = unpack;
        }

        @Override
        public Tensor unpack() {
            Tensor tensor = unpack.apply(content);
            if (tensor == null) {
                throw new TorchException(
                        Kind.TYPE,
                        "Output of saved tensor unpack_hook expected to be a Tensor but got result"
                                + " of type NoneType");
            }
            Arguments.requireOpen(tensor, "savedTensorsHooks", "unpacked");
            return tensor;
        }
    }
}
