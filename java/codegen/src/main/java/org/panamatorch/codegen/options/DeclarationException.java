package org.panamatorch.codegen.options;

import javax.lang.model.element.Element;

/** A declaration that nothing can be made of; the compiler shows it at its place. */
final class DeclarationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Element element;

    DeclarationException(Element element, String message) {
        super(message);
        this.element = element;
    }

    Element element() {
        return element;
    }
}
