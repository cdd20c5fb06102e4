package nl.samenspel.volunteers.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import nl.samenspel.network.KindOfHelp;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class KindGroupTest {

    @Test
    void every_kind_of_help_is_asked_for_once() {
        assertThat(Arrays.stream(KindGroup.values()).flatMap(group -> group.kinds().stream()))
                .containsExactlyInAnyOrder(KindOfHelp.values());
    }
}
