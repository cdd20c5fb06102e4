package nl.samenspel.network.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.BranchId;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// A guest looks up who takes part, however many that are.
@SamenspelTest
@NullUnmarked
class DirectoryTest {

    private static final Pattern ORGANISATION = Pattern.compile("<section class=\"card\"");
    private static final Pattern BRANCH = Pattern.compile("<h3>");

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Organisations organisations;

    @Test
    void who_takes_part_is_found_by_name_and_place_a_page_at_a_time() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var team = neighbourhood.team();
        neighbourhood.asAdministrator(() -> {
            for (var nth = 1; nth <= 8; nth++) {
                organisations.add(new Branch(
                        BranchId.next(),
                        team.organisation(),
                        "Punt " + mark + " " + nth,
                        nth == 8 ? "Verweg" + mark : "Dichtbij" + mark,
                        "",
                        "",
                        Set.of(),
                        null));
            }
            return true;
        });
        for (var nth = 0; nth < 21; nth++) {
            neighbourhood.team();
        }

        var first = page("/directory");
        assertThat(count(ORGANISATION, first)).isEqualTo(20);
        assertThat(first).contains("page=2").contains("role=\"search\"");
        assertThat(count(ORGANISATION, page("/directory?page=99999"))).isBetween(1, 20);
        assertThat(count(ORGANISATION, page("/directory?page=zo"))).isEqualTo(20);

        var byPlace = page("/directory?q=verWEG" + mark);
        assertThat(count(ORGANISATION, byPlace)).isEqualTo(1);
        assertThat(count(BRANCH, byPlace)).isEqualTo(1);
        assertThat(byPlace).contains("Punt " + mark + " 8").doesNotContain("Punt " + mark + " 1");

        var many = page("/directory?q=punt " + mark);
        assertThat(count(BRANCH, many)).isEqualTo(6);
        assertThat(many).contains("2 afdelingen");

        assertThat(page("/directory?q=%25")).contains("Hier vonden we niemand");
        assertThat(page("/directory?q=" + "x".repeat(5_000))).contains("Hier vonden we niemand");
    }

    private String page(String address) {
        var answer = browser.get().uri(address).exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static int count(Pattern what, String page) {
        return (int) what.matcher(page).results().count();
    }
}
