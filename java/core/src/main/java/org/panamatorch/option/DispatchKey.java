package org.panamatorch.option;

/** For what tensors, or at which stage of a call, an operator has a kernel. */
public enum DispatchKey {
    /** Tensors of the CPU. */
    CPU("CPU"),
    /** Tensors of NVIDIA's or AMD's accelerators. */
    CUDA("CUDA"),
    /** Tensors of Apple's accelerators. */
    MPS("MPS"),
    /** Tensors of Intel's accelerators. */
    XPU("XPU"),
    /** Tensors without elements, of which only sizes and dtypes are computed. */
    META("Meta"),
    /** Sparse tensors of the CPU. */
    SPARSE_CPU("SparseCPU"),
    /** Quantized tensors of the CPU. */
    QUANTIZED_CPU("QuantizedCPU"),
    /** Recording, before any kernel that computes. */
    AUTOGRAD("Autograd"),
    /** Recording for tensors of the CPU. */
    AUTOGRAD_CPU("AutogradCPU"),
    /** Recording for tensors of NVIDIA's or AMD's accelerators. */
    AUTOGRAD_CUDA("AutogradCUDA"),
    /** Casting on the CPU where autocast is on. */
    AUTOCAST_CPU("AutocastCPU"),
    /** Casting on accelerators where autocast is on. */
    AUTOCAST_CUDA("AutocastCUDA"),
    /** Any tensors, by operators that autograd records one by one. */
    COMPOSITE_IMPLICIT_AUTOGRAD("CompositeImplicitAutograd"),
    /** Any tensors, below autograd. */
    COMPOSITE_EXPLICIT_AUTOGRAD("CompositeExplicitAutograd"),
    /** Batches in {@code vmap}. */
    BATCHED("FuncTorchBatched");

    private final String word;

    DispatchKey(String word) {
        this.word = word;
    }

    /**
     * PyTorch's word.
     *
     * @return a name such as {@code CompositeImplicitAutograd}
     */
    @Override
    public String toString() {
        return word;
    }
}
