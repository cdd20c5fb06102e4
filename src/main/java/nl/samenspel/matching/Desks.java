package nl.samenspel.matching;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.access.Viewer.Desk;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/// One step in one transaction, taken at an organisation's desk on somebody's word: a volunteer's yes, a participant's
/// consent. The caller has first seen, as the viewer alone, that the step is theirs to take.
///
/// The desk sees all branches, because a request may have moved to another one since its volunteers were asked.
@Component
public class Desks {

    private final Organisations organisations;
    private final TransactionTemplate transaction;

    Desks(Organisations organisations, TransactionTemplate transaction) {
        this.organisations = organisations;
        this.transaction = transaction;
    }

    public <T> T at(OrganisationId organisation, Supplier<T> step) {
        return at(organisation, _ -> step.get());
    }

    /// A step that may find, on the way, that it cannot be taken; then it rolls everything back itself.
    public <T> T at(OrganisationId organisation, Function<TransactionStatus, T> step) {
        var viewer = Viewer.current();
        var branches = organisations.listBranches(organisation).stream()
                .map(Branch::id)
                .collect(Collectors.toSet());
        var there = new Viewer(
                viewer.account(),
                viewer.name(),
                viewer.persons(),
                viewer.roles(),
                new Desk(organisation, Role.COORDINATOR, branches));
        return Objects.requireNonNull(there.call(() -> transaction.execute(step::apply)));
    }

    /// Whether the viewer works at this organisation.
    public static boolean isOurs(OrganisationId organisation) {
        return Viewer.current().organisation().filter(organisation::equals).isPresent();
    }
}
