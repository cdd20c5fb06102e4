package nl.samenspel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.Visitor;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// While nodes are replaced one by one, an older and a newer program read the same sessions.
@SamenspelTest
@NullUnmarked
class SessionsAcrossVersionsTest {

    @Autowired
    MockMvcTester browser;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Database database;

    /// Whose name the other version does not know.
    private record KnownHere() implements java.io.Serializable {}

    @Test
    void what_another_version_put_in_a_session_is_left_out_and_everything_else_stays() throws IOException {
        var team = neighbourhood.team();
        neighbourhood.canSignIn(team.coordinator());
        var visitor = new Visitor(browser).signIn(team.email());
        var name =
                new String(Base64.getDecoder().decode(visitor.cookie("SESSION").getValue()), StandardCharsets.UTF_8);
        var rows = JdbcClient.create(TestDatabase.asSuperuser(database))
                .sql("""
                insert into access.session_attributes (session_primary_id, attribute_name, attribute_bytes)
                select primary_id, 'requests.ask', :bytes from access.session where session_id = :name
                """)
                .param("bytes", ofAnotherVersion())
                .param("name", name)
                .update();
        assertThat(rows).isEqualTo(1);

        assertThat(visitor.get("/ask").getResponse().getStatus()).isIn(200, 302);
        assertThat(visitor.get("/workbench")).hasStatusOk();
    }

    private static byte[] ofAnotherVersion() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new KnownHere());
        }
        return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1)
                .replace("KnownHere", "KnownElse")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
