package nl.samenspel.matches;

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
class MatchStatesTest {

    private static final Path DRAWING = Path.of("docs/generated/match-states.mmd");
    private static final Path EXPLANATION = Path.of("docs/explanation/life-of-a-match.md");

    /// A transition is a method of one state that returns another, or itself by name.
    @Test
    void the_drawn_states_are_the_coded_states() throws IOException {
        assertThat(Files.readString(DRAWING)).isEqualTo(drawn());
    }

    @Test
    void the_explanation_shows_the_same_drawing() throws IOException {
        assertThat(Files.readString(EXPLANATION)).contains(drawn());
    }

    @Test
    void every_state_has_a_name_of_its_own() {
        assertThat(states(Match.class)
                        .map(Class::getSimpleName)
                        .map(name -> name.replaceAll("(?<=[a-z])(?=[A-Z])", "_")))
                .map(name -> name.toUpperCase(java.util.Locale.ROOT))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Match.State.values()).map(Enum::name).toList());
    }

    private static String drawn() {
        var transitions = states(Match.class)
                .flatMap(state -> Arrays.stream(state.getDeclaredMethods())
                        .filter(method -> !method.isBridge())
                        .filter(method -> Match.class.isAssignableFrom(method.getReturnType()))
                        // another holder or date leaves it in its state
                        .filter(method -> !method.getName().equals("with"))
                        .map(method -> "    %s --> %s: %s"
                                .formatted(
                                        state.getSimpleName(),
                                        method.getReturnType().getSimpleName(),
                                        method.getName())))
                .sorted()
                .collect(Collectors.joining("\n"));
        return "stateDiagram-v2\n    [*] --> Promised: yes\n" + transitions + "\n";
    }

    private static Stream<Class<?>> states(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses())
                        .flatMap(MatchStatesTest::states)
                        .distinct();
    }
}
