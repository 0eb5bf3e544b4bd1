package org.panamatorch.internal.print;

/** Lays elements out in brackets and lines, with dots for what a summary leaves out. */
final class Grid {
    private final Column column;
    private final long[] sizes;
    private final int edge;
    private final int lineWidth;
    private int next;

    /**
     * The column holds, in their order, the elements that are shown; the edge is that of {@link
     * PrintableTensor.ElementSource}.
     */
    Grid(Column column, long[] sizes, int edge, int lineWidth) {
        this.column = column;
        this.sizes = sizes;
        this.edge = edge;
        this.lineWidth = lineWidth;
    }

    void append(StringBuilder text, int indent) {
        next = 0;
        if (sizes.length == 0) {
            text.append(column.texts()[0]);
        } else {
            append(text, 0, indent);
        }
    }

    private void append(StringBuilder text, int dim, int indent) {
        text.append('[');
        if (dim == sizes.length - 1) {
            appendRow(text, sizes[dim], indent);
        } else {
            appendSlices(text, dim, indent);
        }
        text.append(']');
    }

    private void appendSlices(StringBuilder text, int dim, int indent) {
        boolean cut = isCut(sizes[dim]);
        long shown = shown(sizes[dim]);
        for (long i = 0; i < shown; i++) {
            if (i > 0) {
                appendSeparator(text, dim, indent);
            }
            if (cut && i == edge) {
                text.append("...");
                appendSeparator(text, dim, indent);
            }
            append(text, dim + 1, indent + 1);
        }
    }

    private void appendSeparator(StringBuilder text, int dim, int indent) {
        text.append(',').repeat('\n', sizes.length - dim - 1).repeat(' ', indent + 1);
    }

    private void appendRow(StringBuilder text, long size, int indent) {
        int perLine = Math.max(1, Math.floorDiv(lineWidth - indent, column.width() + 2));
        long shown = shown(size);
        long position = 0;
        for (long i = 0; i < shown; i++) {
            if (isCut(size) && i == edge) {
                appendItem(text, " ...", position++, perLine, indent);
            }
            appendItem(text, column.texts()[next++], position++, perLine, indent);
        }
    }

    private static void appendItem(
            StringBuilder text, String item, long position, int perLine, int indent) {
        if (position > 0) {
            if (position % perLine == 0) {
                text.append(",\n").repeat(' ', indent + 1);
            } else {
                text.append(", ");
            }
        }
        text.append(item);
    }

    private boolean isCut(long size) {
        return size > 2L * edge;
    }

    private long shown(long size) {
        return isCut(size) ? 2L * edge : size;
    }
}
