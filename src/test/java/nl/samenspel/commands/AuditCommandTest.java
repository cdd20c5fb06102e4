package nl.samenspel.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.samenspel.audit.SealedLog.Finding;
import nl.samenspel.audit.SealedLog.Wrong;
import nl.samenspel.audit.SealedLog.Wrong.What;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `./samenspel audit verify` says and how it ends.
@NullUnmarked
class AuditCommandTest {

    private static final UUID ORGANISATION = new UUID(1, 1);

    private final StringWriter out = new StringWriter();

    @Test
    void all_as_it_was_written_ends_with_zero_and_tells_the_open_window() {
        var at = Instant.parse("2026-03-02T08:00:00Z");
        assertThat(report(new Finding(ORGANISATION, 0, 12, 10, at, 2, null))).isZero();
        assertThat(out.toString())
                .contains(
                        "12 lines sealed, 10 of them under a checkpoint (the last at 2026-03-02 09:00:00), 2 in the open window")
                .contains("1 chains examined, 0 broken.")
                .contains("can still be changed unseen");
    }

    @Test
    void what_was_let_go_is_told() {
        report(new Finding(ORGANISATION, 4_000, 12, 10, null, 2, null));
        assertThat(out.toString()).contains("12 lines sealed, after 4,000 that had had their time and were let go");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_wrong_ends_with_one_and_is_told(What what) {
        assertThat(report(new Finding(
                        ORGANISATION, 0, 12, 10, null, 0, new Wrong(7, new UUID(2, 2), new UUID(3, 3), what))))
                .isEqualTo(1);
        assertThat(out.toString()).contains("1 broken").containsPattern("line 7|event 00000000-0000-0002");
    }

    private int report(Finding finding) {
        return AuditCommand.Verify.report(List.of(finding), new PrintWriter(out));
    }
}
