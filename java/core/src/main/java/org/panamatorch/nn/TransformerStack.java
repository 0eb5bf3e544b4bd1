package org.panamatorch.nn;

/** The layers of a decoder, which Python keeps in a ModuleList. */
final class TransformerStack extends Module {
    @Override
    protected String typeName() {
        return "ModuleList";
    }

    @Override
    public String toString() {
        return ModuleText.folded(this);
    }
}
