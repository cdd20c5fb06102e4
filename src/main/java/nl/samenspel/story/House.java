package nl.samenspel.story;

import java.util.List;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisation;
import org.jspecify.annotations.Nullable;

/// An invented organisation of the demo town, of a kind the network has, with its branches and who works there.
record House(String name, Organisation.Kind kind, String about, Set<KindOfHelp> kinds, List<Wing> wings) {

    /// A branch.
    ///
    /// @param municipalities from where it takes in; none: whatever fits nowhere else
    /// @param coordinator who is on duty
    /// @param persona set when the coordinator is one visitors can be
    /// @param volunteers how many it has
    /// @param requests how many come in
    record Wing(
            String name,
            String place,
            List<String> municipalities,
            String coordinator,
            @Nullable Persona persona,
            int volunteers,
            int requests) {}

    OrganisationId id() {
        return new OrganisationId(Keys.of(name));
    }

    BranchId branch(Wing wing) {
        return new BranchId(Keys.of(name + "/" + wing.name()));
    }

    String mailOf(Wing wing) {
        return wing.persona() != null
                ? wing.persona().email()
                : wing.coordinator().toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@"
                        + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "") + ".example";
    }

    private static final List<String> ALKMAAR = List.of("Alkmaar");
    private static final List<String> DIJK = List.of("Dijk en Waard");
    private static final List<String> KUST = List.of("Heiloo", "Castricum");

    /// All of them. The last is where everything goes that fits nowhere else.
    static final List<House> ALL = List.of(
            new House(
                    "Maatjes Kennemerland",
                    Organisation.Kind.BUDDIES,
                    "Een maatje voor wie wel wat gezelschap kan gebruiken: samen wandelen, praten, erop uit.",
                    Set.of(
                            KindOfHelp.COMPANY,
                            KindOfHelp.WALKING,
                            KindOfHelp.BUDDY,
                            KindOfHelp.READING_ALOUD,
                            KindOfHelp.PHONE_CALLS,
                            KindOfHelp.MUSIC,
                            KindOfHelp.CREATIVE,
                            KindOfHelp.OUTINGS,
                            KindOfHelp.GRIEF),
                    List.of(
                            new Wing("Alkmaar", "Alkmaar", ALKMAAR, "Marieke Vos", Persona.MARIEKE, 70, 44),
                            new Wing("Dijk en Waard", "Heerhugowaard", DIJK, "Farid Amrani", null, 35, 20),
                            new Wing("Duinstreek", "Heiloo", KUST, "Wietske Dekker", null, 25, 14))),
            new House(
                    "Handje Extra",
                    Organisation.Kind.PRACTICAL_HELP,
                    "Klusjes in huis en tuin, boodschappen en vervoer. Eén keer of elke week.",
                    Set.of(
                            KindOfHelp.ODD_JOBS,
                            KindOfHelp.GARDEN,
                            KindOfHelp.GROCERIES,
                            KindOfHelp.TRANSPORT,
                            KindOfHelp.APPOINTMENTS,
                            KindOfHelp.COMPUTER,
                            KindOfHelp.PETS,
                            KindOfHelp.COOKING),
                    List.of(
                            new Wing("Alkmaar", "Alkmaar", ALKMAAR, "Joost Bakker", Persona.JOOST, 45, 40),
                            new Wing("Dijk en Waard", "Heerhugowaard", DIJK, "Petra Groen", null, 25, 18))),
            new House(
                    "Thuis in Papieren",
                    Organisation.Kind.HOME_VISITS,
                    "Vrijwilligers helpen thuis met post, formulieren en het huishoudboekje.",
                    Set.of(KindOfHelp.PAPERWORK, KindOfHelp.LANGUAGE, KindOfHelp.HOMEWORK, KindOfHelp.CHILD_SUPPORT),
                    List.of(new Wing(
                            "Noord-Kennemerland",
                            "Alkmaar",
                            List.of("Alkmaar", "Dijk en Waard", "Heiloo", "Castricum"),
                            "Hatice Yildiz",
                            null,
                            40,
                            18))),
            new House(
                    "Hospice De Lantaarn",
                    Organisation.Kind.HOSPICE,
                    "Er zijn in de laatste tijd van iemands leven, thuis of bij ons. Overdag, ’s avonds en ’s nachts.",
                    Set.of(KindOfHelp.VIGIL, KindOfHelp.RESPITE, KindOfHelp.LIGHT_CARE),
                    List.of(new Wing(
                            "De Lantaarn",
                            "Heiloo",
                            List.of("Alkmaar", "Dijk en Waard", "Heiloo", "Castricum"),
                            "Gerda Smit",
                            null,
                            30,
                            12))),
            new House(
                    "Samen aan Tafel",
                    Organisation.Kind.OUTINGS,
                    "Samen eten, samen bewegen, samen op stap.",
                    Set.of(KindOfHelp.EATING_TOGETHER, KindOfHelp.SPORT),
                    List.of(new Wing("Alkmaar", "Alkmaar", ALKMAAR, "Ruben de Wit", null, 15, 6))),
            new House(
                    "Welzijn aan de Vaart",
                    Organisation.Kind.WELFARE,
                    "Weet u niet waar u moet zijn? Hier denken we met u mee.",
                    Set.of(),
                    List.of(new Wing("Balie", "Alkmaar", List.of(), "Ineke Blom", null, 15, 8))));
}
