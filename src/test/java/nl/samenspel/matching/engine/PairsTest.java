package nl.samenspel.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;

class PairsTest {

    private record Pair(int request, int volunteer, int points) {}

    @Test
    void at_every_edge_the_pairs_are_those_that_asking_everybody_finds() {
        int found = 0;
        for (long seed = 0; seed < 300; seed++) {
            found += assertSameAsAskingEverybody(Situations.wild(seed), 1);
        }
        assertThat(found).isGreaterThan(200);
    }

    @Test
    void in_a_country_the_pairs_are_those_that_asking_everybody_finds() {
        assertThat(assertSameAsAskingEverybody(TestCountry.of(Size.S, 1), 2)).isGreaterThan(20_000);
    }

    private static int assertSameAsAskingEverybody(TestCountry country, int threads) {
        var situation = Situations.of(country);
        var rules = new Rules(situation, Weights.DEFAULT);
        var expected = new ArrayList<Pair>();
        for (int request = 0; request < situation.requests().count(); request++) {
            for (int volunteer = 0; volunteer < situation.volunteers().count(); volunteer++) {
                if (rules.allow(request, volunteer)) {
                    expected.add(new Pair(
                            request, volunteer, rules.points(request, volunteer).perHour()));
                }
            }
        }
        var pairs = Pairs.of(
                new AllowedByPlace(rules),
                situation.requests().count(),
                situation.volunteers().count(),
                threads);
        assertThat(listed(pairs)).as(country.name() + " " + country.seed()).isEqualTo(expected);
        return expected.size();
    }

    private static List<Pair> listed(Pairs pairs) {
        var listed = new ArrayList<Pair>();
        for (int request = 0; request < pairs.requests(); request++) {
            for (int pair = pairs.start(request); pair < pairs.start(request + 1); pair++) {
                listed.add(new Pair(request, pairs.volunteer(pair), pairs.points(pair)));
            }
        }
        return listed;
    }
}
