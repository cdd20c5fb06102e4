package nl.samenspel.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

@SamenspelTest
@NullUnmarked
class ImportCommandTest {

    @TempDir
    Path folder;

    @Autowired
    ApplicationContext program;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    HelpRequests requests;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void areas_need_nobody_but_the_machine_itself() throws IOException {
        var file = write("postcode,place,municipality\n6111,Dorp,Stad\n6112,'s-Gravendorp,Stad\n");

        assertThat(run("areas", file, "--dry-run")).isZero();
        assertThat(out.toString())
                .contains("2 rows: 2 new, 0 changed, 0 unchanged, 0 rejected.", "Nothing was changed.");
        assertThat(run("areas", file)).isZero();
        assertThat(run("AREAS", file)).isZero();
        assertThat(out.toString()).contains("0 new, 0 changed, 2 unchanged");
    }

    @Test
    void requests_go_to_the_branch_of_whoever_brings_them_in() throws IOException {
        var team = neighbourhood.team();
        var file = write("nummer;naam;soort hulp\n1;Wil Bos;tuin\n2;Jan Vos;vliegen\n");

        assertThat(run("requests", file, "--as", team.email())).isEqualTo(1);
        assertThat(out.toString())
                .contains("1 rejected", "row 3, soort hulp \"vliegen\": We do not know this word here", "--keep-good");
        assertThat(team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 1000)))
                .isEmpty();

        assertThat(run("requests", file, "--as", team.email(), "--keep-good")).isEqualTo(1);
        assertThat(team.viewer().call(() -> requests.list(RequestFilter.open(), 0, 1000)))
                .hasSize(1);
    }

    @Test
    void who_and_what_cannot_be_used_is_said_in_a_sentence() throws IOException {
        var team = neighbourhood.team();
        var file = write("nummer;naam;soort hulp\n1;Wil Bos;tuin\n");

        assertThat(run("requests", file, "--as", "niemand@voorbeeld.example")).isEqualTo(2);
        assertThat(err.toString()).contains("Nobody signs in as niemand@voorbeeld.example");
        assertThat(run("areas", file, "--as", team.email())).isEqualTo(2);
        assertThat(err.toString()).contains("Only an administrator");
        assertThat(run("areas", write("postcode#place\n1#2\n"))).isEqualTo(2);
        assertThat(err.toString()).contains("We see only one column");
        assertThat(command().execute("requests", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("Say who brings them in");
        assertThat(command().execute("areas", folder.resolve("no such file").toString()))
                .isEqualTo(2);
        assertThat(command().execute("people", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("one of areas, volunteers, participants, requests");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "list", ".csv"), text);
    }

    private int run(String list, Path file, String... options) {
        var command = command();
        command.parseArgs(Stream.concat(Stream.of(list, file.toString()), Arrays.stream(options))
                .toArray(String[]::new));
        return ((ImportCommand) command.getCommand()).bringIn(program);
    }

    private CommandLine command() {
        return new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
    }
}
