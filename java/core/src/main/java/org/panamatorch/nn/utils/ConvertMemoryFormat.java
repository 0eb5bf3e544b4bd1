package org.panamatorch.nn.utils;

import org.panamatorch.MemoryFormat;
import org.panamatorch.Tensor;
import org.panamatorch.internal.aten.AtenC;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.nn.Conv2d;
import org.panamatorch.nn.Conv3d;
import org.panamatorch.nn.ConvTranspose2d;
import org.panamatorch.nn.ConvTranspose3d;
import org.panamatorch.nn.Module;

import java.util.function.Predicate;

/**
 * Weights of convolutions in another memory format.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.convert_conv2d_weight_memory_format.html">torch.nn.utils.convert_conv2d_weight_memory_format</a>
 */
public final class ConvertMemoryFormat {
    private ConvertMemoryFormat() {}

    /**
     * Lays out the weights of all {@link Conv2d} and {@link ConvTranspose2d} in a module.
     *
     * @param module the module
     * @param memoryFormat the format
     * @param <M> the module's class
     * @return the module
     */
    public static <M extends Module> M convertConv2dWeightMemoryFormat(
            M module, MemoryFormat memoryFormat) {
        convert(
                module,
                each -> each instanceof Conv2d || each instanceof ConvTranspose2d,
                memoryFormat);
        return module;
    }

    /**
     * Lays out the weights of all {@link Conv3d} and {@link ConvTranspose3d} in a module.
     *
     * @param module the module
     * @param memoryFormat the format
     * @param <M> the module's class
     * @return the module
     */
    public static <M extends Module> M convertConv3dWeightMemoryFormat(
            M module, MemoryFormat memoryFormat) {
        convert(
                module,
                each -> each instanceof Conv3d || each instanceof ConvTranspose3d,
                memoryFormat);
        return module;
    }

    private static void convert(
            Module module, Predicate<Module> isMeant, MemoryFormat memoryFormat) {
        Arguments.requirePresent(module, "convertMemoryFormat", "module", "a module");
        if (isMeant.test(module)) {
            Tensor weight = module.attribute("weight");
            try (Tensor plain = weight.detach();
                    Tensor values = AtenC.clone(plain, memoryFormat)) {
                values.resize_(values.sizes(), memoryFormat);
                weight.setData(values);
            }
        }
        module.children().forEach(child -> convert(child, isMeant, memoryFormat));
    }
}
