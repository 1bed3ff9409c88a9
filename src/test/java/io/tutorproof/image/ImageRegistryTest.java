package io.tutorproof.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageRegistryTest {
    private final ImageRegistry registry =
            new ImageRegistry("reg.example:5000/team", List.of("andr35/imagen:v0.2.0", "nginx:1.29.3"));

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
        --image=andr35/imagen:v0.3.0,        --image=reg.example:5000/team/andr35/imagen:v0.3.0
        mi-app=andr35/imagen:no-existe,      mi-app=reg.example:5000/team/andr35/imagen:no-existe
        `        image: andr35/imagen:v0.2.0`, `        image: reg.example:5000/team/andr35/imagen:v0.2.0`
        `{"image": "nginx"}`,                `{"image": "reg.example:5000/team/nginx"}`
        --image=nginx,                       --image=reg.example:5000/team/nginx
        pod/nginx,                           pod/nginx
        nginx,                               nginx
        image: nginx-unprivileged,           image: nginx-unprivileged
        other/andr35/imagen:v0.2.0,          other/andr35/imagen:v0.2.0
        """)
    void what_names_an_image_names_it_in_the_registry(String typed, String understood) {
        assertThat(registry.forCluster(typed)).isEqualTo(understood);
        assertThat(registry.forCluster(understood)).as("once only").isEqualTo(understood);
        assertThat(registry.forReader(understood)).isEqualTo(typed);
    }

    @Test
    void columns_of_a_table_stay_where_they_are() {
        String printed = """
                NAME     IMAGES                                                                       SELECTOR
                mi-app   reg.example:5000/team/andr35/imagen:v0.2.0,reg.example:5000/team/nginx:1.2   app=mi-app
                pulling "reg.example:5000/team/nginx" failed
                """;

        assertThat(registry.forReader(printed).lines())
                .containsExactly(
                        "NAME     IMAGES                                                                       SELECTOR",
                        "mi-app   andr35/imagen:v0.2.0,nginx:1.2                                               app=mi-app",
                        "pulling \"nginx\" failed");
    }
}
