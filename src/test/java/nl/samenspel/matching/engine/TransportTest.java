package nl.samenspel.matching.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;

/// An invented country where only hours count: any number of parts of one hour, and a place for each.
class TransportTest {

    private final RoundInput input = hoursOnly(RoundTest.country(TestCountry.of(Size.S, 8)));

    @Test
    void stretch_by_stretch_it_is_worth_as_much_as_in_one_go_and_proven_so() {
        var whole = solved(1, Integer.MAX_VALUE);
        var cut = solved(1, 100);

        assertThat(value(cut)).isEqualTo(value(whole)).isEqualTo(cut.bound()).isEqualTo(whole.bound());
    }

    @Test
    void what_comes_out_does_not_depend_on_the_number_of_threads() {
        var one = solved(1, 100);
        var two = solved(2, 100);

        assertThat(two.plan().partVolunteer).isEqualTo(one.plan().partVolunteer);
        assertThat(two.plan().partHours).isEqualTo(one.plan().partHours);
        assertThat(prices(two)).isEqualTo(prices(one));
    }

    private Transport solved(int threads, int stretch) {
        var transport = requireNonNull(Transport.of(new Field(input)));
        try (var workers = new Workers(threads)) {
            transport.solve(workers, stretch);
        }
        return transport;
    }

    private long[] prices(Transport transport) {
        return IntStream.range(0, new Field(input).volunteers)
                .mapToLong(transport::price)
                .toArray();
    }

    private static long value(Transport transport) {
        return transport.plan().value();
    }

    private static RoundInput hoursOnly(RoundInput input) {
        var relaxed = new RoundInput(
                input.pairs,
                input.requests(),
                input.volunteers(),
                input.loadWeight,
                input.requestPlace,
                input.volunteerPlace);
        for (int r = 0; r < input.requests(); r++) {
            relaxed.request(r, input.hours[r], input.hours[r], 1);
        }
        for (int v = 0; v < input.volunteers(); v++) {
            int free = input.slots[v] == 0 ? 0 : input.freeHours[v];
            relaxed.volunteer(v, free, free, input.loadHours[v], input.budgetHours[v]);
        }
        return relaxed;
    }
}
