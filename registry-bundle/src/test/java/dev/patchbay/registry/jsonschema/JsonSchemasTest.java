package dev.patchbay.registry.jsonschema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.MetatypeSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonSchemasTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final MetatypeSchema SCHEMAS = new MetatypeSchema(CommonSettings.of(Map.of()));
    private static final Schema JIRA = SCHEMAS.of(
            "jira",
            List.of(
                    Attribute.builder("url", Type.URL)
                            .name("Address")
                            .description("Where it is")
                            .required(true)
                            .schemes(List.of("http", "https"))
                            .build(),
                    Attribute.builder("auth.token", Type.PASSWORD)
                            .required(true)
                            .build(),
                    Attribute.builder("auth", Type.STRING)
                            .options(List.of("token", "oauth2"))
                            .build(),
                    Attribute.builder("page.size", Type.INTEGER)
                            .defaults(List.of("50"))
                            .minimum("1")
                            .maximum("100")
                            .build(),
                    Attribute.builder("project", Type.STRING)
                            .list(true)
                            .pattern("[A-Z]{2,10}", "keys such as ABC")
                            .build(),
                    Attribute.builder("code", Type.STRING)
                            .pattern("(?i)a++", "letters")
                            .build(),
                    Attribute.builder("title", Type.STRING).build()));
    private static final Schema OPEN = SCHEMAS.of("open", List.of()).open();

    private static final String SOUND = """
            $schema: ../patchbay.schema.json
            variables:
              HOST: example.org
              PORT: 8080
            templates:
              cloud:
                url: https://${HOST}
                anything: {at: all}
            connectors:
              jira:
                default:
                  url: https://jira.example.org
                  auth.token: $[secret:jira]
                europe:
                  url: ${EUROPE:-https://europe.example.org}
                  auth:
                    token: $[vault:jira#token]
                  page.size: "20"
                  page:
                    size: 20
                  project: [ABC, DEF]
                  retry:
                    max.attempts: 5
                    delay: 200ms
                  rate.limit:
                    per.minute: 100
                  enabled: $[env:ENABLED]
                  timeout: PT5S
                  version: 1.2
                  title: 5
                  code: anything
                  mapping.id: key
                  mapping.owner: "['o.w'].name[-1][*]"
                  mapping.none: ""
                  mapping.secret: $[secret:path]
                  mapping:
                    a: x.größe[0]
                    b: {c: "x['it''s']"}
                    push: {title: summary, d: {e: "x[0].y"}}
                    push.x: y
                cloudy: {extends: cloud}
                many:
                  extends: [cloud]
                  tenants: [acme, globex]
                each:
                  tenants:
                    acme: {url: https://acme.example.org, auth.token: x}
                    globex: {}
              open:
                default: {what: ever, deep: {er: 1}}
            tenants:
              acme:
                variables: {HOST: acme.example.org}
                connectors:
                  jira:
                    default: {url: http://x, auth.token: y, shared: false}
            """;

    @Test
    void takesAFileThatIsSound() {
        assertEquals(List.of(), complaints(SOUND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conectors: {}",
                "connectors: {jra: {default: {}}}",
                "connectors: {jira: {Europe: {url: https://x, auth.token: y}}}",
                "connectors: {jira: {default: }}",
                "connectors: {jira: {default: {url: https://x}}}",
                "connectors: {jira: {default: {url: https://x, auth: {}}}}",
                "connectors: {jira: {default: {auth.token: y}}}",
                "connectors: {jira: {default: {extends: a, urll: https://x}}}",
                "connectors: {jira: {default: {extends: a, url: ftp://x}}}",
                "connectors: {jira: {default: {extends: a, page.size: 0}}}",
                "connectors: {jira: {default: {extends: a, page: {size: 101}}}}",
                "connectors: {jira: {default: {extends: a, page: {sise: 10}}}}",
                "connectors: {jira: {default: {extends: a, page.size: many}}}",
                "connectors: {jira: {default: {extends: a, auth: basic}}}",
                "connectors: {jira: {default: {extends: a, project: [ABC, def]}}}",
                "connectors: {jira: {default: {extends: a, timeout: 30}}}",
                "connectors: {jira: {default: {extends: a, timeout: soon}}}",
                "connectors: {jira: {default: {extends: a, enabled: 'yes'}}}",
                "connectors: {jira: {default: {extends: a, retry: {max: {attempts: 0}}}}}",
                "connectors: {jira: {default: {extends: a, retry.jitter: 2}}}",
                "connectors: {jira: {default: {extends: {a: b}}}}",
                "connectors: {jira: {default: {extends: a, mapping.NAME: x}}}",
                "connectors: {jira: {default: {extends: a, mapping.a: x..y}}}",
                "connectors: {jira: {default: {extends: a, mapping.a: $.x}}}",
                "connectors: {jira: {default: {extends: a, mapping.a: '[0].x'}}}",
                "connectors: {jira: {default: {extends: a, mapping.a: [x]}}}",
                "connectors: {jira: {default: {extends: a, mapping: {a: {b: 'x y'}}}}}",
                "connectors: {jira: {default: {extends: a, mapping: {push: {a: 'x[*]'}}}}}",
                "connectors: {jira: {default: {extends: a, mapping.push.a: 'x[-1]'}}}",
                "connectors: {jira: {default: {extends: a, mapping.push: {a: 'x.'}}}}",
                "connectors: {jira: {default: {tenants: [Acme]}}}",
                "connectors: {jira: {default: {tenants: {acme: {page.size: 0}}}}}",
                "tenants: {acme: {connectors: {jira: {default: {extends: a, tenants: [b]}}}}}",
                "tenants: {acme: {jira: {default: {extends: a}}}}",
                "tenants: {A_B: {connectors: {}}}",
                "variables: {a-b: c}",
                "variables: {a: [c]}",
                "templates: {a: b}"
            })
    void refusesAFileWithAFault(String file) {
        assertFalse(complaints(file).isEmpty(), file);
    }

    @Test
    void ofATypeHasItsSettingsByTheirKeys() {
        JsonNode schema = tree(JsonSchemas.ofType(JIRA));

        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                schema.get("$schema").asString());
        assertEquals("[\"url\",\"auth.token\"]", schema.get("required").toString());
        JsonNode values = schema.get("$defs");
        assertEquals("Where it is", values.get("value:url").get("description").asString());
        assertEquals("Address", values.get("value:url").get("title").asString());
        assertEquals(50, values.get("value:page.size").get("default").asInt());
        assertTrue(values.get("value:auth.token").get("writeOnly").asBoolean());
        assertEquals("30s", values.get("value:timeout").get("default").asString());
        assertEquals(tree(JsonSchemas.ofType(JIRA)).toString(), schema.toString(), "the same each time");
    }

    @Test
    void ofATypeTakesWhatStandsInACfg() {
        assertEquals(
                List.of(),
                complaints(
                        JsonSchemas.ofType(JIRA),
                        "{\"url\": \"https://x\", \"auth.token\": \"$[secret:x]\", \"page.size\": \"7\","
                                + " \"project\": \"ABC, DEF\", \"mapping.push.a\": \"b\", \"retry.jitter\": \"0.5\"}"));
        for (String wrong : List.of(
                "{}",
                "{\"url\": \"x\", \"auth.token\": \"y\"}",
                "{\"url\": \"https://x\", \"auth\": {\"token\": \"y\"}}",
                "{\"url\": \"https://x\", \"auth.token\": \"y\", \"more\": 1}")) {
            assertFalse(complaints(JsonSchemas.ofType(JIRA), wrong).isEmpty(), wrong);
        }
    }

    @Test
    void anOpenTypeTakesEveryKey() {
        assertEquals(List.of(), complaints(JsonSchemas.ofType(OPEN), "{\"what\": \"ever\"}"));
        assertFalse(
                complaints(JsonSchemas.ofType(OPEN), "{\"timeout\": \"soon\"}").isEmpty());
    }

    private static List<String> complaints(String file) {
        return complaints(JsonSchemas.ofFile(List.of(JIRA, OPEN)), file);
    }

    /** YAML is read as well as JSON. */
    private static List<String> complaints(Map<String, Object> schema, String document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(tree(schema))
                .validate(document, InputFormat.YAML)
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonNode tree(Map<String, Object> schema) {
        return MAPPER.valueToTree(schema);
    }
}
