package io.tutorproof.tutorial;

import io.tutorproof.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A page of the tutorial's app, known by a text: it is of the first version whose text it shows, since a version may show all that
 * another does and something besides.
 */
record AppPage(List<String> versions, Map<String, String> texts) implements Predicate<String> {
    /** As the pages in {@code app-image} name their version. */
    private static final Map<String, String> OURS = new LinkedHashMap<>();

    static {
        KubernetesTutorial.VERSIONS.forEach(version -> OURS.put(version, "<dd id=\"version\">" + version + "</dd>"));
    }

    private static final Map<String, String> TEXTS = textsOf(Settings.load());

    /** The page of one of these versions. */
    static AppPage of(String... versions) {
        return new AppPage(Arrays.asList(versions), TEXTS);
    }

    static Map<String, String> textsOf(Settings settings) {
        return settings.pages().isEmpty() ? OURS : settings.pages();
    }

    @Override
    public boolean test(String page) {
        return texts.entrySet().stream()
                .filter(text -> page.contains(text.getValue()))
                .findFirst()
                .filter(text -> versions.contains(text.getKey()))
                .isPresent();
    }

    @Override
    public String toString() {
        return "the page of " + String.join(" or ", versions);
    }
}
