package dev.patchbay.contract;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs the tests of the contract for a connector, to see which of them fail. */
final class TriedContract {
    private TriedContract() {}

    /** Those tests whose names are meant. */
    static Events run(Class<? extends ConnectorContract> trial, Predicate<String> meant) {
        PostDiscoveryFilter filter = test -> FilterResult.includedIf(
                test.getSource().filter(MethodSource.class::isInstance).isEmpty() || meant.test(nameOf(test)));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(trial))
                .filters(filter)
                .execute()
                .testEvents();
    }

    static Set<String> failed(Events tests) {
        Set<String> names = new TreeSet<>();
        tests.failed().stream().forEach(each -> names.add(nameOf(each.getTestDescriptor())));
        return names;
    }

    /** Of the method, also where it is tried with many values. */
    private static String nameOf(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElseGet(test::getDisplayName);
    }
}
