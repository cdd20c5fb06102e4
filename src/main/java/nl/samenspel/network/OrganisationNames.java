package nl.samenspel.network;

import java.util.stream.Stream;
import nl.samenspel.access.GuessableWords;
import org.springframework.stereotype.Component;

/// Everyone knows what the organisations are called.
@Component
final class OrganisationNames implements GuessableWords {

    private final Organisations organisations;

    OrganisationNames(Organisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public Stream<String> words() {
        return organisations.list().stream().map(Organisation::name);
    }
}
