package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CfgFileNameTest {

    @ParameterizedTest
    @CsvSource({
        "connector.github.cfg,github",
        "connector.github~europe.cfg,github~europe",
        "connector.github@acme.cfg,github@acme",
        "connector.github~europe@acme.cfg,github~europe@acme",
        "connector.github~default@default.cfg,github",
        "connector.ms-graph~a-b.cfg,ms-graph~a-b"
    })
    void readsInstances(String name, String id) {
        CfgFileName read = CfgFileName.parse(name);
        assertEquals(Optional.of(InstanceId.parse(id)), read.id());
        assertEquals(Optional.empty(), read.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "connector.cfg,connector.github~europe.cfg",
        "connector-github~europe.cfg,connector.github~europe.cfg",
        "Connector.GitHub~Europe.cfg,connector.github~europe.cfg",
        "connector.git_hub.cfg,connector.git-hub.cfg",
        "connector.github~europe copy.cfg,connector.github~europe-copy.cfg",
        "connector.github@acme~europe.cfg,connector.github~europe.cfg",
        "connector..cfg,connector.github~europe.cfg",
        "connector.github.CFG,connector.github.cfg"
    })
    void tellsHowToRenameOthers(String name, String better) {
        assertTrue(CfgFileName.isOurs(name));
        assertEquals(Optional.empty(), CfgFileName.parse(name).id());
        assertEquals(
                Optional.of(
                        name + ": '" + name + "' names no instance; rename it to connector.TYPE~NAME@TENANT.cfg, such "
                                + "as " + better + ", each part of a-z, 0-9 and '-'"),
                CfgFileName.parse(name).problem().map(Problem::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.example.cfg",
                "connectors.cfg",
                "connector.github.config",
                "connector.github.cfg~",
                ".connector.github.cfg.swp",
                "connector.github.cfg.bak",
                "x.jar"
            })
    void leavesOtherFilesToOthers(String name) {
        assertFalse(CfgFileName.isOurs(name));
    }
}
