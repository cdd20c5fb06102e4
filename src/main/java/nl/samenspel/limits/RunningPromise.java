package nl.samenspel.limits;

import java.util.List;
import java.util.UUID;
import nl.samenspel.access.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Hours that are promised now, for the laws of modules that promise them.
///
/// @param source what takes the hours
public record RunningPromise(UUID source, PersonId volunteer, int hours) {

    /// All of them, on the database that is examined.
    public static List<RunningPromise> listIn(JdbcClient examined) {
        return examined.sql("select source, volunteer, hours from limits.commitment where ended_on is null")
                .query((rs, _) -> new RunningPromise(
                        rs.getObject("source", UUID.class),
                        new PersonId(rs.getObject("volunteer", UUID.class)),
                        rs.getInt("hours")))
                .list();
    }
}
