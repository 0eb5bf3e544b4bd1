package org.panamatorch.codegen.options;

import org.panamatorch.codegen.operators.PublicPlaces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Makes what the annotations of {@code org.panamatorch.internal.declare} declare, while the library
 * is compiled.
 */
@SupportedAnnotationTypes("org.panamatorch.internal.declare.*")
public final class OptionsProcessor extends AbstractProcessor {
    /** The class of the functions that a facade and {@code Torch} have in common. */
    private static final String SHARED = ".SharedFunctions";

    private static final String SHARED_TEXT =
            """
            The functions that PyTorch has twice, in {@code torch} and in {@code torch.nn.functional}:
            {@code Torch} and {@code Functional} inherit them, so that a program that imports the
            methods of both can call them by their names alone.
            """;

    private boolean done;

    /** Makes the processor, as the compiler wants it. */
    public OptionsProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        // All declarations are sources of the first round.
        if (done || annotations.isEmpty()) {
            return true;
        }
        done = true;
        try {
            Map<String, OptionRecord> records = new TreeMap<>();
            for (Element element : annotated(round, "OptionSet")) {
                OptionRecord options = OptionRecord.of((TypeElement) element, processingEnv);
                records.put(options.type(), options);
                write(
                        options.publicType(),
                        options.isOfGroups()
                                ? new GroupOptionsWriter(options).write()
                                : new OptionsWriter(options).write(),
                        element);
            }
            writeFacades(round, records);
            writeModules(round, records);
            writeLeaves(round, records);
            writeOptimizers(round, records);
            writeDistributions(round, records);
        } catch (DeclarationException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, e.getMessage(), e.element());
        }
        return true;
    }

    private Set<Element> annotated(RoundEnvironment round, String annotation) {
        TypeElement type =
                processingEnv
                        .getElementUtils()
                        .getTypeElement("org.panamatorch.internal.declare." + annotation);
        return type == null ? Set.of() : new HashSet<>(round.getElementsAnnotatedWith(type));
    }

    private void writeFacades(RoundEnvironment round, Map<String, OptionRecord> records) {
        Set<Element> bodies = annotated(round, "Facade");
        Set<String> facades = new TreeSet<>();
        bodies.forEach(body -> facades.add(OptionRecord.value(body, "Facade", "value", null)));
        for (String facade : facades) {
            TypeElement documenting = documenting(bodies, facade);
            String comment = processingEnv.getElementUtils().getDocComment(documenting);
            String base = facade.substring(0, facade.lastIndexOf('.')) + SHARED;
            String pages = OptionRecord.value(documenting, "Facade", "pages", null);
            List<TypeElement> computing = FacadeWriter.bodies(bodies, facade);
            // Functional is the one facade that has functions in common with another class.
            boolean isWhole = computing.stream().noneMatch(OptionsProcessor::hasShared);
            if (isWhole) {
                write(
                        facade,
                        new FacadeWriter(
                                        facade, pages, computing, records, _ -> true, processingEnv)
                                .write(DocComment.parse(comment), null),
                        documenting);
                continue;
            }
            Predicate<String> own = name -> !PublicPlaces.isShared(name);
            write(
                    facade,
                    new FacadeWriter(facade, pages, computing, records, own, processingEnv)
                            .write(DocComment.parse(comment), base),
                    documenting);
            write(
                    base,
                    new FacadeWriter(
                                    base,
                                    pages,
                                    computing,
                                    records,
                                    PublicPlaces::isShared,
                                    processingEnv)
                            .writeBase(DocComment.parse(SHARED_TEXT)),
                    documenting);
        }
    }

    private static boolean hasShared(TypeElement body) {
        return ElementFilter.methodsIn(body.getEnclosedElements()).stream()
                .anyMatch(method -> PublicPlaces.isShared(method.getSimpleName().toString()));
    }

    /** The class whose comment is also that of the facade. */
    private TypeElement documenting(Set<Element> bodies, String facade) {
        for (TypeElement body : FacadeWriter.bodies(bodies, facade)) {
            if (OptionRecord.value(body, "Facade", "documents", "false").equals("true")) {
                return body;
            }
        }
        throw new DeclarationException(bodies.iterator().next(), "no class documents " + facade);
    }

    private void writeModules(RoundEnvironment round, Map<String, OptionRecord> records) {
        for (Element element : annotated(round, "AsModule")) {
            int[] dimensions =
                    Dimensions.areSeveral(element)
                            ? Dimensions.of(element, processingEnv)
                            : new int[] {0};
            for (String name : OptionRecord.values(element, "AsModule", "value")) {
                for (int dims : dimensions) {
                    ModuleWriter writer =
                            new ModuleWriter(
                                    (ExecutableElement) element,
                                    name,
                                    dims,
                                    records,
                                    processingEnv);
                    write(writer.qualifiedName(), writer.write(), element);
                }
            }
        }
    }

    private void writeLeaves(RoundEnvironment round, Map<String, OptionRecord> records) {
        for (TypeElement module : ElementFilter.typesIn(annotated(round, "Leaves"))) {
            LeavesWriter writer = new LeavesWriter(module, records, processingEnv);
            for (int dims : Dimensions.of(module, processingEnv)) {
                write(writer.qualifiedName(dims), writer.write(dims), module);
            }
        }
    }

    private void writeOptimizers(RoundEnvironment round, Map<String, OptionRecord> records) {
        for (TypeElement rule : ElementFilter.typesIn(annotated(round, "AsOptimizer"))) {
            OptimizerWriter writer = new OptimizerWriter(rule, records, processingEnv);
            write(writer.qualifiedName(), writer.write(), rule);
        }
    }

    private void writeDistributions(RoundEnvironment round, Map<String, OptionRecord> records) {
        for (TypeElement law : ElementFilter.typesIn(annotated(round, "AsDistribution"))) {
            DistributionWriter writer = new DistributionWriter(law, records, processingEnv);
            write(writer.qualifiedName(), writer.write(), law);
        }
    }

    private void write(String name, String source, Element origin) {
        try (Writer writer = processingEnv.getFiler().createSourceFile(name, origin).openWriter()) {
            writer.write(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
