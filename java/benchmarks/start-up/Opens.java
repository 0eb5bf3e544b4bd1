import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;

/** Opens LibTorch, whose folder is given, and calls nothing of it. */
public class Opens {
    public static void main(String[] arguments) {
        SymbolLookup.libraryLookup(Path.of(arguments[0], "libtorch_cpu.so"), Arena.global());
        System.out.println(2);
    }
}
