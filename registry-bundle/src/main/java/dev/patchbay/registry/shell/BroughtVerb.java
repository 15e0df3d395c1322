package dev.patchbay.registry.shell;

import dev.patchbay.api.BundleVerb;
import dev.patchbay.api.Console;
import dev.patchbay.registry.unload.ContextLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A verb of another bundle. Its service is held only while something is asked of it, so that it can go at any time. */
final class BroughtVerb implements Verb {
    private static final Logger LOGGER = LoggerFactory.getLogger(ShellVerbs.class);

    private final BundleContext context;
    private final ServiceReference<BundleVerb> reference;

    BroughtVerb(BundleContext context, ServiceReference<BundleVerb> reference) {
        this.context = context;
        this.reference = reference;
    }

    String name() {
        return text(BundleVerb.NAME).orElse("");
    }

    @Override
    public Manual manual() {
        String help = asked(BundleVerb::help).orElse("");
        return new Manual(name(), text(BundleVerb.SUMMARY).orElse(""), syntax(), help);
    }

    @Override
    public void run(Arguments arguments, Console console) {
        if (!arguments.json()) {
            run(arguments.repeated(), console);
            return;
        }
        CapturedOutput captured = new CapturedOutput(console);
        run(arguments.repeated(), captured.console());
        captured.print();
    }

    /** @param words those after the verb, the last of them unfinished */
    @Override
    public Places places(Places usual, List<String> words) {
        List<String> before = words.subList(0, words.size() - 1).stream()
                .filter(each -> !each.startsWith("-"))
                .toList();
        return (String place, Map<String, String> operands) ->
                asked(verb -> verb.candidates(before)).stream().flatMap(List::stream);
    }

    private void run(List<String> operands, Console console) {
        boolean there = with(verb -> {
                    verb.run(operands, console);
                    return true;
                })
                .orElse(false);
        if (!there) {
            throw VerbFailure.failed(
                    "the bundle that brings '" + name() + "' has gone; 'help' lists the verbs there are");
        }
    }

    /** What help and completion want to know: a verb that cannot tell it spoils nothing for the others. */
    private <T> Optional<T> asked(Function<BundleVerb, T> question) {
        try {
            return with(question);
        } catch (RuntimeException | LinkageError failed) {
            LOGGER.warn("The verb '{}' cannot say what help and completion ask it.", name(), failed);
            return Optional.empty();
        }
    }

    /** Empty if it has gone. */
    private <T> Optional<T> with(Function<BundleVerb, T> use) {
        ServiceObjects<BundleVerb> services = context.getServiceObjects(reference);
        BundleVerb verb = services == null ? null : services.getService();
        if (verb == null) {
            return Optional.empty();
        }
        ClassLoader outer = ContextLoader.enter(ContextLoader.of(reference.getBundle()));
        try {
            return Optional.ofNullable(use.apply(verb));
        } catch (IllegalArgumentException wrong) {
            throw VerbFailure.usage(name() + ": " + Complaint.sentence(wrong));
        } finally {
            ContextLoader.leave(outer);
            release(services, verb);
        }
    }

    private static void release(ServiceObjects<BundleVerb> services, BundleVerb verb) {
        try {
            services.ungetService(verb);
        } catch (IllegalArgumentException | IllegalStateException gone) {
            LOGGER.debug("A verb had gone before it was released.", gone);
        }
    }

    private Syntax syntax() {
        return text(BundleVerb.OPERANDS).map(Syntax.none()::repeated).orElse(Syntax.none());
    }

    private Optional<String> text(String property) {
        return reference.getProperty(property) instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }
}
