package nl.samenspel.requests;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where a request is and was, for the laws of modules that hand it on.
///
/// @param heldBefore the organisations that handed it over
public record HeldRequest(HelpRequestId id, OrganisationId organisation, boolean open, Set<OrganisationId> heldBefore) {

    public HeldRequest {
        heldBefore = Set.copyOf(heldBefore);
    }

    /// All of them, on the database that is examined.
    public static Map<HelpRequestId, HeldRequest> listIn(JdbcClient examined) {
        return examined
                .sql("""
                        select id, organisation, state in ('ASKED', 'SEARCHING', 'MATCHED') as open, held_before
                        from requests.help_request
                        """)
                .query((rs, _) -> new HeldRequest(
                        new HelpRequestId(rs.getObject("id", UUID.class)),
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        rs.getBoolean("open"),
                        Stream.of((UUID[]) rs.getArray("held_before").getArray())
                                .map(OrganisationId::new)
                                .collect(Collectors.toSet())))
                .list()
                .stream()
                .collect(Collectors.toMap(HeldRequest::id, request -> request));
    }
}
