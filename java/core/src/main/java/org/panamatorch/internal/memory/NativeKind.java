package org.panamatorch.internal.memory;

import org.panamatorch.internal.binding.PanamaTorch;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** The kinds of native object that handles stand for, and how each is released. */
public enum NativeKind {
    /** A tensor. */
    TENSOR("tensor", PanamaTorch::pt_tensor_free),
    /** A random number generator. */
    GENERATOR("generator", PanamaTorch::pt_generator_free),
    /** A module of LibTorch's. */
    MODULE("module", PanamaTorch::pt_module_free),
    /** An optimizer of LibTorch's. */
    OPTIMIZER("optimizer", PanamaTorch::pt_optimizer_free),
    /** The lists that fused steps work on. */
    FUSED("fused parameters", PanamaTorch::pt_fused_free),
    /** A tensor as an operation saves one. */
    SAVED_TENSOR("saved tensor", PanamaTorch::pt_saved_tensor_free),
    /** An object that one operator returns for others to take. */
    OBJECT("object", PanamaTorch::pt_object_free),
    /** A tensor between two libraries. */
    CAPSULE("capsule", PanamaTorch::pt_capsule_free),
    /** Operators that a program has defined. */
    LIBRARY("library", PanamaTorch::pt_library_free),
    /** The kernel of an operator for a dispatch key. */
    KERNEL("kernel", PanamaTorch::pt_kernel_free),
    /** A reference to a stream of an accelerator. */
    STREAM("stream", PanamaTorch::pt_stream_free),
    /** An event of an accelerator. */
    EVENT("event", PanamaTorch::pt_event_free),
    /** A graph of an accelerator. */
    GRAPH("graph", PanamaTorch::pt_graph_free),
    /** The operators of a training step. */
    RECORDING("recording", PanamaTorch::pt_recording_free),
    /** Weights in the order of their kernels. */
    PREPARED("prepared model", PanamaTorch::pt_prepared_free);

    private final String noun;
    private final Consumer<MemorySegment> free;

    NativeKind(String noun, Consumer<MemorySegment> free) {
        this.noun = noun;
        this.free = free;
    }

    String noun() {
        return noun;
    }

    void release(MemorySegment object) {
        free.accept(object);
    }
}
