package nl.samenspel.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Point;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// How it began: the region, its organisations, and who works there.
@Component
@Order(1)
class TheOrganisations implements Chapter {

    /// Where Samira works. Takes in nothing: it sends.
    static final OrganisationId HOME_CARE = new OrganisationId(Keys.of("Thuiszorg Duinrand"));

    private final Areas areas;
    private final Organisations organisations;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    TheOrganisations(Areas areas, Organisations organisations, Accounts accounts, TransactionTemplate transaction) {
        this.areas = areas;
        this.organisations = organisations;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Override
    public void tell() {
        transaction.executeWithoutResult(_ -> {
            areas.save(region());
            for (var house : House.ALL) {
                build(house);
            }
            organisations.add(new Organisation(
                    HOME_CARE,
                    "Thuiszorg Duinrand",
                    Organisation.Kind.CARE,
                    "Wijkverpleging en hulp bij de verzorging, thuis.",
                    "0725550190",
                    "info@thuiszorg.example",
                    Set.of()));
            open(Persona.SAMIRA, HOME_CARE);
            open(Persona.ELS, House.ALL.getFirst().id());
            open(Persona.BEHEER, null);
            outside(Persona.MEREL, "Alkmaar");
            outside(Persona.LARS, null);
            outside(Persona.INGE, null);
        });
    }

    private void build(House house) {
        var number = 100 + House.ALL.indexOf(house) * 10;
        organisations.add(new Organisation(
                house.id(),
                house.name(),
                house.kind(),
                house.about(),
                "0725550" + number,
                "info@" + house.mailOf(house.wings().getFirst()).replaceFirst(".*@", ""),
                // the hospice asks more of its own volunteers, and less of everyone
                house.kind() == Organisation.Kind.HOSPICE ? Set.of("LIFTING") : Set.of()));
        for (var wing : house.wings()) {
            organisations.add(new Branch(
                    house.branch(wing),
                    house.id(),
                    wing.name(),
                    wing.place(),
                    "0725550" + (number + 1 + house.wings().indexOf(wing)),
                    "",
                    house.kinds(),
                    null,
                    niche(house)));
            var coordinator = accounts.open(new NewAccount(
                    wing.coordinator(),
                    house.mailOf(wing),
                    "nl",
                    Role.COORDINATOR,
                    house.id(),
                    house.branch(wing),
                    null));
            organisations.putOnDuty(house.branch(wing), coordinator);
            for (var municipality : wing.municipalities()) {
                for (var kind : house.kinds()) {
                    organisations.route(house.branch(wing), municipality, null, kind);
                }
            }
        }
        if (house.kinds().isEmpty()) {
            organisations.makeFallbackDesk(house.branch(house.wings().getFirst()));
        }
    }

    /// What this one is especially good at, where it says so.
    private static String niche(House house) {
        return switch (house.kind()) {
            case BUDDIES -> "Mensen met niet-aangeboren hersenletsel, en wie na lange tijd weer onder de mensen wil.";
            case HOSPICE -> "Er zijn in de laatste weken, ook ’s nachts, naast de thuiszorg.";
            case PRACTICAL_HELP -> "Klussen die vandaag of morgen moeten.";
            default -> "";
        };
    }

    private void open(Persona persona, @Nullable OrganisationId organisation) {
        accounts.open(
                new NewAccount(persona.fullName(), persona.email(), "nl", persona.role(), organisation, null, null));
    }

    private void outside(Persona persona, @Nullable String municipality) {
        accounts.openOutside(persona.fullName(), persona.email(), "nl", persona.role(), municipality);
    }

    private static List<Area> region() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TheOrganisations.class.getResourceAsStream("/story/areas.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Area(
                            cells[0],
                            cells[1],
                            cells[2],
                            "Noord-Holland",
                            Point.ofDegrees(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
