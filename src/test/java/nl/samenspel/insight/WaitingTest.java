package nl.samenspel.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {

    /// The remission times of Freireich and others (1963), the textbook case of this estimator: median
    /// 23 of those who got 6-MP, 8 of those who did not.
    @Test
    void it_says_what_the_textbook_says() {
        var treated = new Waiting.Counted();
        for (var found : new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23}) {
            treated.add(found, true, 1);
        }
        for (var waits : new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}) {
            treated.add(waits, false, 1);
        }
        var untreated = new Waiting.Counted();
        for (var found : new int[] {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23}) {
            untreated.add(found, true, 1);
        }

        assertThat(treated.waiting().median()).hasValue(23);
        assertThat(treated.waiting().ninetieth()).isEmpty();
        assertThat(untreated.waiting().median()).hasValue(8);
        assertThat(untreated.waiting().ninetieth()).hasValue(17);
    }

    /// Who looks only at those who were helped, sees 3 days.
    @Test
    void who_still_waits_makes_it_longer() {
        var counted = new Waiting.Counted().add(3, true, 10).add(40, false, 10).add(60, true, 1);

        assertThat(new Waiting.Counted().add(3, true, 10).waiting().median()).hasValue(3);
        assertThat(counted.waiting().median()).hasValue(60);
    }

    @Test
    void where_fewer_than_half_were_helped_nobody_knows_the_median() {
        var waiting = new Waiting.Counted().add(3, true, 4).add(50, false, 6).waiting();

        assertThat(waiting.median()).isEmpty();
        assertThat(waiting.longest()).isEqualTo(50);
        assertThat(new Waiting.Counted().waiting().people()).isZero();
    }

    /// Against the tables of Newcombe (1998,
    /// https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), the score
    /// method.
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void a_share_says_how_far_chance_may_have_moved_it(int part, int of, double low, double high) {
        var share = new Share(part, of);

        assertThat(share.low()).isCloseTo(low, within(0.00006));
        assertThat(share.high()).isCloseTo(high, within(0.00006));
    }

    @Test
    void of_nothing_a_share_says_nothing() {
        assertThat(new Share(0, 0).low()).isZero();
        assertThat(new Share(0, 0).high()).isEqualTo(1);
    }
}
