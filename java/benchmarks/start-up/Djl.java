import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** The first tensor by DJL. */
public class Djl {
    public static void main(String[] arguments) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
            System.out.println(manager.ones(new Shape(1)).add(manager.ones(new Shape(1))).getFloat());
        }
    }
}
