package nl.samenspel.requests;

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
class HelpRequestStatesTest {

    private static final Path DRAWING = Path.of("docs/generated/help-request-states.mmd");

    /// A transition is a method of one state that returns another, or itself by name.
    @Test
    void the_drawn_states_are_the_coded_states() throws IOException {
        assertThat(Files.readString(DRAWING)).isEqualTo(drawn());
    }

    @Test
    void the_explanation_shows_the_same_drawing() throws IOException {
        assertThat(Files.readString(Path.of("docs/explanation/help-requests.md")))
                .contains(drawn());
    }

    private static String drawn() {
        var transitions = states(HelpRequest.class)
                .flatMap(state -> Arrays.stream(state.getDeclaredMethods())
                        .filter(method -> !method.isBridge())
                        .filter(method -> HelpRequest.class.isAssignableFrom(method.getReturnType()))
                        // another holder, date or wording leaves it in its state
                        .filter(method -> !(method.getReturnType() == state
                                && (method.getName().equals("held")
                                        || method.getName().equals("with"))))
                        .map(method -> "    %s --> %s: %s"
                                .formatted(
                                        state.getSimpleName(),
                                        method.getReturnType().getSimpleName(),
                                        method.getName())))
                .sorted()
                .collect(Collectors.joining("\n"));
        return "stateDiagram-v2\n    [*] --> Asked: take\n" + transitions + "\n";
    }

    private static Stream<Class<?>> states(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(HelpRequestStatesTest::states);
    }
}
