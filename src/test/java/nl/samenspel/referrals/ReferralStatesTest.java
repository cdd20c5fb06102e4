package nl.samenspel.referrals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class ReferralStatesTest {

    private static final Path DRAWING = Path.of("docs/generated/referral-states.mmd");

    /// A transition is a method of one state that returns another.
    @Test
    void the_drawn_states_are_the_coded_states() throws IOException {
        assertThat(Files.readString(DRAWING)).isEqualTo(drawn());
    }

    @Test
    void the_explanation_shows_the_same_drawing() throws IOException {
        assertThat(Files.readString(Path.of("docs/explanation/referrals.md"))).contains(drawn());
    }

    /// Task status of HL7 without _ready_ and _received_: the social-referral profile.
    @Test
    void the_states_are_the_ten_of_the_profile() {
        assertThat(Arrays.stream(Referral.State.values())
                        .map(state ->
                                state.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')))
                .containsExactly(
                        "draft",
                        "requested",
                        "accepted",
                        "rejected",
                        "cancelled",
                        "in-progress",
                        "on-hold",
                        "failed",
                        "completed",
                        "entered-in-error");
        assertThat(states(Referral.class)).hasSize(10);
    }

    private static String drawn() {
        var transitions = states(Referral.class)
                .flatMap(state -> Arrays.stream(state.getDeclaredMethods())
                        .filter(method -> !method.isBridge())
                        .filter(method -> Referral.class.isAssignableFrom(method.getReturnType()))
                        .filter(method -> method.getReturnType() != state)
                        .map(method -> "    %s --> %s: %s"
                                .formatted(
                                        state.getSimpleName(),
                                        method.getReturnType().getSimpleName(),
                                        method.getName())))
                .sorted()
                .collect(Collectors.joining("\n"));
        return "stateDiagram-v2\n    [*] --> Draft: refer\n" + transitions + "\n";
    }

    private static Stream<Class<?>> states(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(ReferralStatesTest::states)
                        .distinct();
    }
}
