package nl.samenspel.network.web;

import java.util.List;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Departure.Load;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.ui.Option;
import nl.samenspel.ui.Words;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// What the screens for setting up share: an administrator's any organisation, a manager's own; what is not yours is
/// not there.
@Component
class SettingUp {

    private final Organisations organisations;
    private final Words words;

    SettingUp(Organisations organisations, Words words) {
        this.organisations = organisations;
        this.words = words;
    }

    Organisation organisation(OrganisationId id) {
        var viewer = Viewer.current();
        return organisations
                .find(id)
                .filter(_ -> viewer.is(Role.ADMINISTRATOR)
                        || (viewer.is(Role.MANAGER)
                                && viewer.organisation().filter(id::equals).isPresent()))
                .orElseThrow(SettingUp::notThere);
    }

    Branch branch(OrganisationId organisation, BranchId id) {
        organisation(organisation);
        return organisations
                .findBranch(id)
                .filter(branch -> branch.organisation().equals(organisation))
                .orElseThrow(SettingUp::notThere);
    }

    List<Option> branchOptions(OrganisationId organisation) {
        return organisations.listBranches(organisation).stream()
                .map(branch -> new Option(branch.id().toString(), branch.name()))
                .toList();
    }

    /// `3 hulpvragen, 2 koppelingen`.
    String said(List<Load> loads) {
        return loads.stream().map(load -> words.get(load.words(), load.count())).collect(Collectors.joining(", "));
    }

    static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
