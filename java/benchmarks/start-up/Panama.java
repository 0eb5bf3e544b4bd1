import org.panamatorch.Torch;

/** The first tensor by PanamaTorch. */
public class Panama {
    public static void main(String[] arguments) {
        System.out.println(Torch.ones(1).add(Torch.ones(1)).itemDouble());
    }
}
