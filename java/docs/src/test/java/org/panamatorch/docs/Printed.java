package org.panamatorch.docs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Keeps what is printed, each value on one line. */
final class Printed extends PrintStream {
    private final List<String> lines = new ArrayList<>();

    private Printed() {
        super(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** What a program prints on System.out. */
    static List<String> by(Callable<?> program) throws Exception {
        PrintStream before = System.out;
        Printed printed = new Printed();
        System.setOut(printed);
        try {
            program.call();
        } finally {
            System.setOut(before);
        }
        return printed.lines;
    }

    /**
     * A value's text as pages show it: PyTorch aligns the rows of a tensor on lines of their own.
     */
    static String onOneLine(Object value) {
        return String.valueOf(value).replaceAll("\n\\s*", " ");
    }

    @Override
    public void println(Object value) {
        lines.add(onOneLine(value));
    }

    @Override
    public void println(String value) {
        println((Object) value);
    }

    @Override
    public void println(boolean value) {
        println((Object) value);
    }

    @Override
    public void println(char value) {
        println((Object) value);
    }

    @Override
    public void println(int value) {
        println((Object) value);
    }

    @Override
    public void println(long value) {
        println((Object) value);
    }

    @Override
    public void println(float value) {
        println((Object) value);
    }

    @Override
    public void println(double value) {
        println((Object) value);
    }
}
