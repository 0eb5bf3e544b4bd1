import org.panamatorch.Tensor;
import org.panamatorch.Torch;

/** The first program of a user's. */
public class Consumer {
    public static void main(String[] arguments) {
        Tensor a = Torch.tensor(new float[][] {{1, 2}, {3, 4}});
        System.out.println(a.matmul(a.t()));
    }
}
