package io.tutorproof.report;

import static io.tutorproof.report.Results.claim;
import static io.tutorproof.report.Results.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tutorproof.claim.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClaimsJsonTest {
    private static final RunResult ALL = new RunResult(
            Results.BEGUN,
            61.5,
            Results.cluster(),
            List.of(
                    claim("a-claim", Verdict.ERRATUM, "It stays.", Results.everyEvidence("web")),
                    claim("another", Verdict.NOT_CHECKED, "no registry")),
            Map.of("a-claim", Results.everyObject("web")));

    @Test
    void what_is_written_is_read_again_as_it_was() {
        assertThat(ClaimsJson.parse("claims.json", ClaimsJson.toJson(ALL))).isEqualTo(ALL);
        assertThat(ClaimsJson.toJson(ClaimsJson.parse("claims.json", ClaimsJson.toJson(ALL))))
                .isEqualTo(ClaimsJson.toJson(ALL));
    }

    @Test
    void the_file_has_what_the_readme_says() {
        JsonNode json = JsonMapper.shared().readTree(ClaimsJson.toJson(ALL));

        assertThat(json.at("/schema").asInt()).isEqualTo(2);
        assertThat(json.at("/started").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.at("/cluster/nodes/1/name").asString()).isEqualTo("agent-1");
        assertThat(json.at("/summary").toString())
                .isEqualTo(
                        "{\"holds\":0,\"caveat\":0,\"erratum\":1,\"refuted\":0,\"inconclusive\":0,\"notChecked\":1,\"total\":2}");
        JsonNode first = json.at("/claims/0");
        assertThat(first.at("/statement/es").asString()).isEqualTo("Funciona.");
        assertThat(first.at("/expected/correction/es").asString()).isEqualTo("Decirlo.");
        assertThat(first.at("/verdict").asString()).isEqualTo("erratum");
        assertThat(first.at("/evidence/0/kind").asString()).isEqualTo("command");
        assertThat(json.at("/claims/1/verdict").asString()).isEqualTo("not-checked");
        assertThat(json.at("/histories/a-claim/events/0/object/kind").asString())
                .isEqualTo("pod");
    }

    @Test
    void an_event_is_one_line() {
        assertThat(ClaimsJson.toJson(ALL).lines().filter(line -> line.contains("\"kind\":\"endpoints\"")))
                .hasSize(1);
    }

    @Test
    void it_fits_its_schema_and_so_does_a_recorded_result() throws IOException {
        Schema schema = schema();
        assertThat(schema.validate(ClaimsJson.toJson(ALL), InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(ClaimsJson.toJson(Results.recorded()), InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(
                        ClaimsJson.toJson(new RunResult(Results.BEGUN, 1, null, List.of(), Map.of())),
                        InputFormat.JSON))
                .isEmpty();
        assertThat(schema.validate(ClaimsJson.toJson(ALL).replace("\"erratum\",", "\"wrong\","), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(
                        ClaimsJson.toJson(ALL).replace("\"imageId\"", "\"imageIdentity\""), InputFormat.JSON))
                .isNotEmpty();
    }

    private static Schema schema() throws IOException {
        try (InputStream stream = ClaimsJson.class.getResourceAsStream("claims.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Objects.requireNonNull(stream));
        }
    }

    @Test
    void secrets_never_enter_the_file() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----";
        String token = "eyJhbGciOiJSUzI1NiIsImtpZCI6.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJlMTIz";
        String joining = "K10aabbccddeeff00112233445566778899::server:0123456789abcdef";
        String config = "client-key-data: LS0tLS1CRUdJTiBFQyBQUklWQVRF\ntoken: 0123456789abcdef0123\n";
        String all = String.join(" ", key, token, joining, config, "Authorization: Bearer abcdefghijklmnopqrst");

        String json = ClaimsJson.toJson(run(claim("a-claim", Verdict.REFUTED, all, Results.everyEvidence(all))));

        assertThat(json)
                .doesNotContain("MIIabc", "c2lnbmF0dXJl", "0123456789abcdef", "LS0tLS1CRUdJTi", "abcdefghijklmnopqrst")
                .contains("client-key-data", "[removed]");
    }

    @Test
    void what_is_no_secret_stays() {
        String text =
                "default-token-x7k2p\nToken: none\nimage@sha256:0123456789abcdef0123456789abcdef\npassword: short";

        assertThat(Secrets.removedFrom(text)).isEqualTo(text);
    }

    @Test
    void bad_files_are_told_apart(@TempDir Path directory) throws IOException {
        refuses(directory.resolve("none.json"), "there is no file ", "none.json");
        refuses(file(directory, "empty.json", ""), "empty.json", "no result of a run");
        refuses(file(directory, "other.json", "{}"), "has no field 'schema'");
        refuses(
                file(directory, "newer.json", "{\"schema\": 3}"),
                "is of schema 3, newer than schema 2",
                "use a newer one");
        refuses(file(directory, "older.json", "{\"schema\": 1}"), "is of schema 1", "verify again");
        String whole = ClaimsJson.toJson(ALL);
        refuses(file(directory, "cut.json", whole.substring(0, whole.length() / 2)), "cut.json:", "is the file whole?");
        refuses(
                file(directory, "damaged.json", whole.replace("\"statement\"", "\"statment\"")),
                "damaged.json:",
                "statement");
        refuses(file(directory, "verdict.json", whole.replace("\"erratum\",", "\"wrong\",")), "verdict.json:", "wrong");
        String evidence = whole.replace("\"wanted\" : \"web\"", "\"wanted\" : null");
        assertThat(evidence).isNotEqualTo(whole);
        refuses(file(directory, "null.json", evidence), "null.json:", "wanted");
        refuses(
                file(directory, "claims.json", whole.replaceFirst("(?s)\"claims\" : \\[.*\\],", "\"claims\" : null,")),
                "claims");
        refuses(
                file(directory, "id.json", whole.replace("\"id\" : \"another\"", "\"id\" : \"<b>\"")),
                "'<b>' is no claim id");
        refuses(
                file(directory, "twice.json", whole.replace("\"id\" : \"another\"", "\"id\" : \"a-claim\"")),
                "a-claim twice");
        Path bytes = directory.resolve("bytes.json");
        Files.write(bytes, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refuses(bytes, "is not UTF-8 text");
    }

    private static Path file(Path directory, String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static void refuses(Path file, String... parts) {
        assertThatThrownBy(() -> ClaimsJson.read(file))
                .isInstanceOf(ResultException.class)
                .message()
                .contains(parts)
                .hasLineCount(1);
    }

    @Test
    void a_run_is_good_only_when_something_was_checked_and_nothing_failed() {
        assertThat(run(claim("c", Verdict.HOLDS, null)).isGood()).isTrue();
        assertThat(run(claim("c", Verdict.ERRATUM, "so")).isGood()).isTrue();
        assertThat(run(claim("c", Verdict.REFUTED, "so")).isGood()).isFalse();
        assertThat(run(claim("c", Verdict.INCONCLUSIVE, "so")).isGood()).isFalse();
        assertThat(run(claim("c", Verdict.NOT_CHECKED, "so")).isGood()).isFalse();
    }
}
