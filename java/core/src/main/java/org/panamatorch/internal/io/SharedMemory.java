package org.panamatorch.internal.io;

import org.panamatorch.Device;
import org.panamatorch.Layout;
import org.panamatorch.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds tensors that have memory in common. */
final class SharedMemory {
    /** Where the elements of a tensor are, first and last included. */
    private record Extent(String name, Device device, long begin, long end) {}

    private SharedMemory() {}

    /**
     * The names of tensors that lie in exactly the memory of another one, each with the name of
     * that one, which is the first by the alphabet.
     */
    static Map<String, String> twins(Map<String, Tensor> tensors) {
        Map<List<Object>, String> kept = new LinkedHashMap<>();
        Map<String, String> twins = new LinkedHashMap<>();
        for (Extent extent : extents(tensors)) {
            Tensor tensor = tensors.get(extent.name());
            List<Object> place =
                    List.of(
                            extent.device(),
                            extent.begin(),
                            tensor.shape(),
                            tensor.dtype(),
                            List.of(boxed(tensor.strides())));
            String first = kept.putIfAbsent(place, extent.name());
            if (first != null) {
                twins.put(extent.name(), first);
            }
        }
        return twins;
    }

    private static Object[] boxed(long[] values) {
        return Arrays.stream(values).boxed().toArray();
    }

    /** Two names of tensors with memory in common, or null. */
    static List<String> overlap(Map<String, Tensor> tensors) {
        List<Extent> extents = extents(tensors);
        extents.sort(
                Comparator.comparing((Extent each) -> each.device().toString())
                        .thenComparing(Extent::begin));
        Extent last = null;
        for (Extent each : extents) {
            if (last != null && last.device().equals(each.device()) && each.begin() <= last.end()) {
                return List.of(last.name(), each.name());
            }
            last = each;
        }
        return null;
    }

    private static List<Extent> extents(Map<String, Tensor> tensors) {
        List<Extent> extents = new ArrayList<>();
        tensors.keySet().stream()
                .sorted()
                .forEach(name -> extents.addAll(extent(name, tensors.get(name))));
        return extents;
    }

    private static List<Extent> extent(String name, Tensor tensor) {
        if (tensor.layout() != Layout.STRIDED || tensor.isMeta() || tensor.numel() == 0) {
            return List.of();
        }
        long[] sizes = tensor.sizes();
        long[] strides = tensor.strides();
        long elements = 1;
        for (int i = 0; i < sizes.length; i++) {
            elements += (sizes[i] - 1) * strides[i];
        }
        long bytes = elements * tensor.dtype().itemSize();
        long begin = tensor.dataPtr();
        return List.of(new Extent(name, tensor.device(), begin, begin + bytes - 1));
    }
}
