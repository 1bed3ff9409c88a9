package io.tutorproof.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** The result for people: one page, {@code index.html}, that needs nothing else. Made from a saved result alone. */
final class PageHtml {
    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageHtml.class.getClassLoader(), PageHtml.class.getPackageName());

    private PageHtml() {}

    static String render(RunResult run) {
        return render("page.jte", Page.of(run));
    }

    static String render(MutantsResult mutants) {
        return render("mutants.jte", MutantsPage.of(mutants));
    }

    private static String render(String template, Object page) {
        StringOutput html = new StringOutput();
        TEMPLATES.render(template, page, html);
        return html.toString();
    }
}
