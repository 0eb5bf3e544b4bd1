import org.bytedeco.pytorch.global.torch;

/** The first tensor by JavaCPP's presets. */
public class Bytedeco {
    public static void main(String[] arguments) {
        System.out.println(torch.ones(1).add(torch.ones(1)).item_float());
    }
}
