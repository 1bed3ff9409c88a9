package io.tutorproof.report;

import static io.tutorproof.report.Results.claim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.tutorproof.claim.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a real browser, which {@code ./verify --all} installs on Debian. Its screenshots are there to be looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class PageInBrowserTest {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private Path directory;
    private ChromeDriver browser;
    private String page;

    @BeforeAll
    void openBrowser(@TempDir Path directory) throws IOException {
        assumeTrue(Files.exists(BROWSER) && Files.exists(DRIVER), "no Debian chromium with its driver on this machine");
        this.directory = directory;
        Files.createDirectories(SCREENSHOTS);
        browser = browser("en-US");
        page = written("index.html", Results.recorded());
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static ChromeDriver browser(String language) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.setCapability("goog:loggingPrefs", logs);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--accept-lang=" + language);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .build();
        return new ChromeDriver(service, options);
    }

    private String written(String name, RunResult run) throws IOException {
        return Files.writeString(directory.resolve(name), PageHtml.render(run))
                .toUri()
                .toString();
    }

    private void open(String url, int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
        prefers("light");
        browser.get("about:blank");
        browser.get(url);
        script("localStorage.clear()");
        browser.navigate().refresh();
    }

    private void prefers(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        // The page is told with the next frame.
        browser.executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
    }

    private @Nullable Object script(String text, Object... arguments) {
        return browser.executeScript(text, arguments);
    }

    private WebElement byId(String id) {
        return browser.findElement(By.id(id));
    }

    private List<String> shown() {
        return browser.findElements(By.cssSelector("article.claim")).stream()
                .filter(WebElement::isDisplayed)
                .map(claim -> claim.getDomAttribute("id"))
                .toList();
    }

    private void screenshot(String name) throws IOException {
        Object png = browser.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"))
                .get("data");
        byte[] whole = Base64.getDecoder().decode(String.valueOf(png));
        Files.write(SCREENSHOTS.resolve(name + ".png"), whole);
    }

    @Test
    void the_claims_can_be_filtered_by_verdict_and_by_words() {
        open(page, 1280);
        int all = shown().size();
        assertThat(all).isEqualTo(Results.recorded().claims().size());

        byId("_words").sendKeys("AL FINAL replicaset");
        assertThat(shown()).containsExactly("deploy-old-rs-gone");
        assertThat(byId("_how-many").getText()).isEqualTo("1");
        assertThat(browser.findElements(By.cssSelector(".part")).stream().filter(WebElement::isDisplayed))
                .hasSize(1);
        byId("_words").clear();
        byId("_words").sendKeys(Keys.SPACE);
        assertThat(shown()).hasSize(all);

        for (Verdict verdict : List.of(Verdict.HOLDS, Verdict.CAVEAT, Verdict.NOT_CHECKED)) {
            browser.findElement(By.cssSelector("#_filter [value=" + verdict.id() + "]"))
                    .click();
        }
        assertThat(shown()).containsExactly("ingress-without-dry-run", "deploy-old-rs-gone");
    }

    @Test
    void a_link_to_a_claim_unfolds_it_even_when_it_is_filtered_out() {
        open(page + "#rs-keeps-old-image", 1280);
        WebElement claim = byId("rs-keeps-old-image");
        assertThat(claim.findElement(By.cssSelector("details.proof")).getDomProperty("open"))
                .isEqualTo("true");
        assertThat(claim.findElement(By.cssSelector("svg.timeline")).isDisplayed())
                .isTrue();
        assertThat(claim.findElement(By.cssSelector("pre.terminal")).getText()).startsWith("$ kubectl apply");
        assertThat((Boolean) script("return arguments[0].getBoundingClientRect().top < innerHeight", claim))
                .isTrue();

        byId("_words").sendKeys("nothing of this kind");
        assertThat(shown()).isEmpty();
        script("location.hash = '#deploy-old-rs-gone'");
        assertThat(shown()).hasSize(Results.recorded().claims().size());
        assertThat(byId("deploy-old-rs-gone")
                        .findElement(By.cssSelector("details.proof"))
                        .getDomProperty("open"))
                .isEqualTo("true");
    }

    @Test
    void a_link_leads_to_its_claim_the_second_time_too() {
        open(page + "#deploy-old-rs-gone", 1280);
        byId("_words").sendKeys("nothing of this kind");
        assertThat(shown()).isEmpty();

        browser.findElement(By.cssSelector(".cards a[href='#deploy-old-rs-gone']"))
                .click();

        assertThat(shown()).contains("deploy-old-rs-gone");
    }

    @Test
    void failed_requests_are_listed_in_lines_that_can_be_read() throws IOException {
        open(page + "#deploy-failed-requests", 1280);
        WebElement list = byId("deploy-failed-requests").findElement(By.cssSelector(".evidence p + details"));
        list.findElement(By.tagName("summary")).click();

        assertThat(list.findElement(By.tagName("li")).getRect().getWidth()).isGreaterThan(500);
        script("arguments[0].scrollIntoView()", list);
    }

    @Test
    void a_page_in_the_dark_is_printed_in_the_light() {
        open(page, 1280);
        byId("_theme").click();
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        try {
            assertThat(script("return getComputedStyle(document.querySelector('h2')).color"))
                    .isEqualTo("rgb(28, 32, 36)");
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "screen"));
        }
    }

    @Test
    void evidence_folds_and_unfolds() {
        open(page, 1280);
        List<WebElement> proofs = browser.findElements(By.cssSelector("details.proof"));
        assertThat(proofs)
                .isNotEmpty()
                .allSatisfy(proof -> assertThat(proof.getDomProperty("open")).isNotEqualTo("true"));

        proofs.get(0).findElement(By.tagName("summary")).sendKeys(Keys.ENTER);
        assertThat(proofs.get(0).getDomProperty("open")).isEqualTo("true");
        byId("_unfold").click();
        assertThat(proofs)
                .allSatisfy(proof -> assertThat(proof.getDomProperty("open")).isEqualTo("true"));
        byId("_fold").click();
        assertThat(proofs)
                .allSatisfy(proof -> assertThat(proof.getDomProperty("open")).isNotEqualTo("true"));
    }

    @Test
    void it_speaks_the_browsers_language_at_first_and_then_the_chosen_one() {
        ChromeDriver spanish = browser("es-AR");
        try {
            spanish.get(page);
            assertThat(spanish.findElement(By.id("_claims")).getText())
                    .isEqualTo("Las afirmaciones, en el orden del tutorial");
        } finally {
            spanish.quit();
        }
        open(page, 1280);
        assertThat(byId("_claims").getText()).isEqualTo("The claims, in the tutorial's order");

        byId("_language").click();

        assertThat(byId("_claims").getText()).isEqualTo("Las afirmaciones, en el orden del tutorial");
        assertThat(byId("_language").getText()).isEqualTo("English");
        browser.navigate().refresh();
        assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang"))
                .isEqualTo("es");
    }

    @Test
    void it_is_dark_where_people_want_it_dark_and_when_they_say_so() {
        open(page, 1280);
        Object light = background();
        prefers("dark");
        assertThat(background()).isNotEqualTo(light);

        byId("_theme").click();
        assertThat(background()).isEqualTo(light);
    }

    private @Nullable Object background() {
        return script("return getComputedStyle(document.body).backgroundColor");
    }

    @Test
    void it_fits_a_phone_and_a_desk_and_keeps_nobody_out() throws IOException {
        for (int width : new int[] {390, 1280}) {
            for (String scheme : List.of("light", "dark")) {
                open(page, width);
                prefers(scheme);
                screenshot(width + "-" + scheme);
                byId("_unfold").click();
                assertThat((Long) script("return document.scrollingElement.scrollWidth"))
                        .as("width of the page on a screen of %s", width)
                        .isLessThanOrEqualTo(width);
                assertThat(browser.findElement(By.id("_answer")).getRect().getX())
                        .as("margin on a screen of %s", width)
                        .isGreaterThanOrEqualTo(16);
                assertThat(new AxeBuilder().analyze(browser).getViolations()).isEmpty();
                screenshot(width + "-" + scheme + "-unfolded");
            }
        }
        byId("_language").click();
        screenshot("1280-dark-spanish");
    }

    @Test
    void the_first_key_leads_to_the_claims() {
        open(page, 1280);
        browser.switchTo().activeElement().sendKeys(Keys.TAB);
        WebElement skip = browser.switchTo().activeElement();
        assertThat(skip.getText()).isEqualTo("Skip to the claims");
        skip.sendKeys(Keys.ENTER);
        assertThat(browser.getCurrentUrl()).endsWith("#_claims");
    }

    @Test
    void nothing_is_asked_of_anybody_and_nothing_is_complained_of() throws IOException {
        open(page, 1280);
        drained();
        open(page, 1280);
        byId("_unfold").click();

        assertThat(requested()).isNotEmpty().allSatisfy(url -> assertThat(url).matches("(file|data|about):.*"));
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private void drained() {
        browser.manage().logs().get(LogType.PERFORMANCE);
        browser.manage().logs().get(LogType.BROWSER);
    }

    private List<String> requested() {
        return browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> ResultMapper.MAPPER.readTree(entry.getMessage()))
                .filter(entry -> entry.at("/message/method").asString().equals("Network.requestWillBeSent"))
                .map(entry -> entry.at("/message/params/request/url").asString())
                .toList();
    }

    @Test
    void what_a_hostile_pod_says_does_nothing() throws IOException {
        String hostile = "</pre></script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>"
                + "\"><svg onload='window.harmed = 1'>";
        String url = written(
                "hostile.html",
                new RunResult(
                        Results.BEGUN,
                        61.5,
                        Results.cluster(),
                        List.of(claim("a-claim", Verdict.REFUTED, hostile, Results.everyEvidence(hostile))),
                        Map.of("a-claim", Results.everyObject(hostile))));
        open(url, 1280);
        drained();
        open(url + "#a-claim", 1280);

        assertThat(script("return window.harmed")).isNull();
        assertThat(browser.findElements(By.tagName("img"))).isEmpty();
        assertThat(browser.findElements(By.tagName("script"))).hasSize(1);
        assertThat(byId("a-claim").findElement(By.cssSelector("pre.terminal")).getText())
                .contains(hostile);
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    @Test
    void a_result_without_claims_is_red() throws IOException {
        open(written("empty.html", Results.run()), 1280);

        assertThat(byId("_answer").getText()).isEqualTo("Nothing was verified: this result has no claims.");
        assertThat(byId("_answer").getCssValue("color")).isEqualTo("rgba(168, 22, 22, 1)");
        screenshot("empty");
    }

    @Test
    void a_failed_run_says_so_first() throws IOException {
        open(written("failed.html", Results.run(claim("a-claim", Verdict.REFUTED, "wanted 3, saw 2"))), 1280);

        assertThat(byId("_answer").getText()).isEqualTo("Not proved: 1 refuted, 0 inconclusive, of 1 claims");
        assertThat(Stream.of(byId("_failed").getText())).containsExactly("What is not proved");
        screenshot("failed");
    }
}
