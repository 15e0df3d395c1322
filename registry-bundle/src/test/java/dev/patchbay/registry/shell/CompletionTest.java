package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The verbs' own completion: what the last word could become. */
class CompletionTest {
    private final MemoryRegistry registry = House.furnished();
    private final Shell shell = new Shell(registry);

    @Test
    void completesVerbs() {
        assertEquals(List.of("pull", "push"), shell.complete("pu"));
        assertEquals(shell.verbs.names().size(), shell.complete("").size());
        assertEquals(shell.verbs.names().size(), shell.complete().size());
        assertEquals(List.of(), shell.complete("frobnicate", ""));
    }

    @Test
    void completesInstances() {
        assertEquals(List.of("jdbc~broken", "jdbc~demo", "jdbc~idle"), shell.complete("info", "jdbc"));
        assertEquals(5, shell.complete("pull", "").size());
        assertEquals(List.of(), shell.complete("info", "jdbc~demo", ""));
    }

    @Test
    void completesTypesAndWhatWhyKnows() {
        assertEquals(List.of("jdbc", "mail"), shell.complete("schema", ""));
        assertEquals(
                List.of("connector.github-europe.cfg", "connector.github~europe@acme.cfg"),
                shell.complete("why", "connector.g"));
        assertEquals(List.of("mail"), shell.complete("why", "m"));
    }

    @Test
    void completesRecordTypes() {
        assertEquals(List.of("countries", "customers"), shell.complete("pull", "jdbc~demo", ""));
        assertEquals(List.of("customers"), shell.complete("push", "--batch", "5", "jdbc~demo", "cu"));
        assertEquals(List.of(), shell.complete("pull", "github~europe@acme", ""));
        assertEquals(List.of(), shell.complete("pull", "not an id", ""));
    }

    @Test
    void completesOptionsThatAreNotThereYet() {
        assertEquals(
                List.of("--cursor", "--help", "--incremental", "--json", "--limit", "--page-size"),
                shell.complete("pull", "jdbc~demo", "t", "-"));
        assertEquals(
                List.of("--help", "--json"), shell.complete("list", "--type=x", "--tenant", "y", "--state", "z", "--"));
        assertEquals(List.of(), shell.complete("list", "--", "-"));
    }

    @Test
    void completesTheValuesOfOptions() {
        assertEquals(List.of("jdbc"), shell.complete("list", "--type", "j"));
        assertEquals(List.of("--type=jdbc"), shell.complete("list", "--type=j"));
        assertEquals(List.of("acme", "default"), shell.complete("list", "--tenant", ""));
        assertTrue(shell.complete("list", "--state", "").contains("READY"));
        assertEquals(List.of(), shell.complete("pull", "--limit", ""));
    }

    @Test
    void completesOperationsOnlyOfAnInstanceThatHasAnObject() {
        registry.instance("mail~idle", InstanceState.READY, "not used yet");
        List<Operation> operations = List.of(
                Operation.builder("send")
                        .required("to", "")
                        .optional("subject", "")
                        .build(),
                Operation.builder("search").build());
        registry.calls("mail").operations = operations;
        registry.calls("mail~idle").operations = operations;
        assertEquals(List.of("search", "send"), shell.complete("invoke", "mail", "se"));
        assertEquals(List.of("subject=", "to="), shell.complete("invoke", "mail", "send", ""));
        assertEquals(List.of("subject="), shell.complete("invoke", "mail", "send", "to=me", "s"));
        assertEquals(List.of(), shell.complete("invoke", "mail~idle", ""));
    }

    @Test
    void completesTheVerbsOfHelp() {
        assertEquals(List.of("pull", "push"), shell.complete("help", "pu"));
    }

    @Test
    void leavesFilesToWhoeverSitsInTheirDirectory() {
        assertEquals(List.of(), shell.complete("push", "jdbc~demo", "customers", ""));
    }
}
