package io.tutorproof.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The result for people: one page, {@code index.html}, that needs nothing else. Made from a saved result alone. */
final class PageHtml {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageHtml.class.getClassLoader(), PageHtml.class.getPackageName());

    /** Control characters, and those that turn the direction of what follows: neither belongs into a page. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069]");

    private PageHtml() {}

    private static String shown(MatchResult found) {
        char invisible = found.group().charAt(0);
        return invisible < ' ' ? String.valueOf((char) (0x2400 + invisible)) : "\uFFFD";
    }

    static String render(RunResult run) {
        return render("page.jte", Page.of(run));
    }

    static String render(MutantsResult mutants) {
        return render("mutants.jte", MutantsPage.of(mutants));
    }

    static String render(Versions versions) {
        return render("versions.jte", versions);
    }

    private static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template, page, html);
        return INVISIBLE.matcher(html.toString()).replaceAll(PageHtml::shown);
    }
}
