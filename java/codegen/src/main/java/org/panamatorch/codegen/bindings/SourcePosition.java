package org.panamatorch.codegen.bindings;

/** A place in a header, counted from one. */
record SourcePosition(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
