package org.panamatorch.codegen.options;

import java.util.Map;

import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Writes the optimizer of a rule. */
final class OptimizerWriter {
    private static final String SUFFIX = "Rule";

    private final TypeElement rule;
    private final String name;
    private final OptionRecord options;
    private final DocComment documentation;

    OptimizerWriter(
            TypeElement rule,
            Map<String, OptionRecord> records,
            ProcessingEnvironment environment) {
        this.rule = rule;
        String simple = rule.getSimpleName().toString();
        if (!simple.endsWith(SUFFIX)) {
            throw new DeclarationException(
                    rule, "the name of an optimizer's rule ends with " + SUFFIX);
        }
        name = simple.substring(0, simple.length() - SUFFIX.length());
        options =
                rule.getSuperclass() instanceof DeclaredType base
                                && base.getTypeArguments().size() == 1
                        ? records.get(base.getTypeArguments().getFirst().toString())
                        : null;
        if (options == null || !options.isOfGroups()) {
            throw new DeclarationException(
                    rule, "a rule extends Rule of an option set of an optimizer's groups");
        }
        documentation = DocComment.parse(environment.getElementUtils().getDocComment(rule));
    }

    String qualifiedName() {
        return options.home() + "." + name;
    }

    /** The source. */
    String write() {
        return "package "
                + options.home()
                + """
                ;

                import org.panamatorch.Tensor;
                import org.panamatorch.TorchException;

                import java.util.Collection;
                import java.util.List;
                import java.util.function.Consumer;
                import java.util.function.Supplier;

                """
                + DocComment.comment(
                        "",
                        documentation.description()
                                + """


                                @see <a
                                href="https://docs.pytorch.org/docs/2.13/generated/torch.optim.%1$s.html">torch.optim.%1$s</a>
                                """
                                        .formatted(name))
                + """
                public final class %1$s extends Optimizer {
                    private final %3$s rule;

                    /**
                     * Makes an optimizer with the defaults.
                     *
                     * @param parameters what to train
                     * @throws TorchException if there are no parameters, or one is the result of an operation
                     */
                    public %1$s(Collection<Tensor> parameters) {
                        this(parameters, new %2$s());
                    }

                    /**
                     * Makes an optimizer.
                     *
                     * @param parameters what to train
                     * @param lr the learning rate
                     * @throws TorchException if there are no parameters, one is the result of an operation, or the
                     *     rate is out of range
                     */
                    public %1$s(Collection<Tensor> parameters, double lr) {
                        this(parameters, new %2$s().lr(lr));
                    }

                    /**
                     * Makes an optimizer.
                     *
                     * @param parameters what to train
                     * @param options sets what is not to be as by default
                     * @throws TorchException if there are no parameters, one is the result of an operation, or
                     *     options are out of range or exclude each other
                     */
                    public %1$s(Collection<Tensor> parameters, Consumer<? super %2$s> options) {
                        this(parameters, %2$s.of(options, "%1$s"));
                    }

                    /**
                     * Makes an optimizer with the defaults for what groups do not set.
                     *
                     * @param groups what to train
                     * @throws TorchException if there are no groups, a parameter is the result of an operation or in
                     *     two groups, or options are out of range or exclude each other
                     */
                    public %1$s(List<ParameterGroup<%2$s>> groups) {
                        this(groups, new %2$s());
                    }

                    /**
                     * Makes an optimizer.
                     *
                     * @param groups what to train
                     * @param options sets what is not to be as by default where a group does not set it
                     * @throws TorchException if there are no groups, a parameter is the result of an operation or in
                     *     two groups, or options are out of range or exclude each other
                     */
                    public %1$s(List<ParameterGroup<%2$s>> groups, Consumer<? super %2$s> options) {
                        this(groups, %2$s.of(options, "%1$s"));
                    }

                    private %1$s(Collection<?> trained, %2$s defaults) {
                        %3$s made = new %3$s();
                        super(trained, defaults, made, defaults.values());
                        rule = made;
                        rule.start(defaults.values(), batches(parameterGroups(), %2$s::values));
                    }

                    @Override
                    @SuppressWarnings("unchecked")
                    public List<ParameterGroup<%2$s>> parameterGroups() {
                        return (List<ParameterGroup<%2$s>>) super.parameterGroups();
                    }

                    /**
                     * Adds parameters, as when frozen layers are trained from now on.
                     *
                     * @param parameters what to train, too
                     * @param options sets what is not to be as by the optimizer's defaults
                     * @throws TorchException if a parameter is the result of an operation or in another group
                     */
                    public void addParameterGroup(Collection<Tensor> parameters, Consumer<? super %2$s> options) {
                        addParameterGroup(ParameterGroup.of(parameters, options));
                    }

                    @Override
                    protected Tensor update(Supplier<Tensor> closure) {
                        return rule.step(closure, batches(parameterGroups(), %2$s::values));
                    }

                    @Override
                    protected void update() {
                        update(null);
                    }
                }
                """
                        .formatted(name, options.name(), rule.getQualifiedName());
    }
}
