package io.tutorproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tutorproof.claim.Verdict;
import io.tutorproof.report.MutantResult.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MutantsReportTest {
    private static final MutantResult KILLED =
            new MutantResult("a-claim", "two replicas", Fate.KILLED, Verdict.REFUTED, "wanted 3, saw <2>", 1.5);
    private static final MutantResult SURVIVED =
            new MutantResult("b-claim", "a dry run", Fate.SURVIVED, Verdict.HOLDS, "its test passed", 2);
    private static final MutantResult INVALID =
            new MutantResult("b-claim", "no image", Fate.INVALID, Verdict.INCONCLUSIVE, "no pod", 2);

    private static MutantsResult result(MutantResult... mutants) {
        return new MutantsResult(Results.BEGUN, 61.5, List.of(mutants), Map.of("c-claim", "not checked"));
    }

    @Test
    void the_file_counts_and_lists_them(@TempDir Path directory) throws IOException {
        MutantsReport.write(result(KILLED, SURVIVED), directory);

        JsonNode json = JsonMapper.shared().readTree(Files.readString(directory.resolve("mutants.json")));
        assertThat(json.at("/mutants").asInt()).isEqualTo(2);
        assertThat(json.at("/killed").asInt()).isEqualTo(1);
        assertThat(json.at("/seconds").asDouble()).isEqualTo(61.5);
        assertThat(json.at("/valid").asInt()).isEqualTo(2);
        assertThat(json.at("/tried/1").toString())
                .isEqualTo(
                        "{\"claim\":\"b-claim\",\"mutant\":\"a dry run\",\"fate\":\"survived\",\"verdict\":\"holds\","
                                + "\"message\":\"its test passed\",\"seconds\":2.0}");
        assertThat(json.at("/tried/0/message").asString()).isEqualTo("wanted 3, saw <2>");
        assertThat(json.at("/claimsWithoutMutant/c-claim").asString()).isEqualTo("not checked");
        MutantsReport.remove(directory);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void it_is_good_only_when_there_were_some_and_all_were_killed() {
        assertThat(result(KILLED).isGood()).isTrue();
        assertThat(result(KILLED, SURVIVED).isGood()).isFalse();
        assertThat(result(KILLED, INVALID).isGood()).isFalse();
        assertThat(result(KILLED, INVALID).valid()).isEqualTo(1);
        assertThat(result().isGood()).isFalse();
    }

    @Test
    void the_page_is_valid_and_tells_by_what_message() throws IOException, SAXException {
        String html = PageHtml.render(result(KILLED, SURVIVED));

        assertThat(PageHtmlTest.problems(html)).isEmpty();
        assertThat(html).contains("1 of 2 mutants killed", "wanted 3, saw &lt;2&gt;", "class=\"answer bad\"");
        assertThat(PageHtml.render(result(KILLED))).contains("class=\"answer good\"");
    }
}
