"""Writes the sections of the page of torch in PyTorch's documentation as a Java class: record_sections.py torch.md Sections.java.

The page is docs/source/torch.md in PyTorch's sources."""

import pathlib
import re
import sys
import textwrap

# The headings of the page, and what a section's classes are called behind Torch and Tensor.
SECTIONS = {
    "Creation Ops": "CREATION",
    "Indexing, Slicing, Joining, Mutating Ops": "SLICING",
    "Pointwise Ops": "POINTWISE",
    "Reduction Ops": "REDUCTION",
    "Comparison Ops": "COMPARISON",
    "Random sampling": "RANDOM",
    "In-place random sampling": "RANDOM",
    "BLAS and LAPACK Operations": "BLAS",
    "Spectral Ops": "SPECTRAL",
    "Other Operations": "OTHER",
    "Tensors": "TYPES",
    "Utilities": "TYPES",
}

JAVA = '''package org.panamatorch.codegen.operators;

import java.util.Map;

/** What the sections of torch's page list; scripts/python/record_sections.py writes this file. */
final class SectionNames {
    /** The names by section, separated by blanks. */
    static final Map<String, String> BY_SECTION =
            Map.ofEntries(
%s);

    private SectionNames() {}
}
'''

names = {section: [] for section in SECTIONS.values()}
section = None
for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
    heading = re.match(r"#+ (.*)", line)
    if heading:
        section = SECTIONS.get(heading[1].strip())
    listed = re.match(r"    (\w+)$", line) or re.match(r"- {func}`torch\.Tensor\.(\w+)`", line)
    if section and listed:
        names[section].append(listed[1])

indent = " " * 28
entries = []
for section, listed in names.items():
    text = textwrap.fill(" ".join(listed), 100, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
    entries.append(f'                    Map.entry(\n                            "{section}",\n                            """\n{text}\n{indent}""")')
pathlib.Path(sys.argv[2]).write_text(JAVA % ",\n".join(entries), encoding="utf-8")
