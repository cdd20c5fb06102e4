package nl.samenspel.story;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import nl.samenspel.network.DayParts;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;

/// Invents people: names, languages, addresses, when they have time. The same numbers give the same people.
final class Crowd {

    static final List<String> WOMEN = List.of(
            "Annie",
            "Riet",
            "Corrie",
            "Willy",
            "Tineke",
            "Ineke",
            "Fatima",
            "Marjan",
            "Loes",
            "Karin",
            "Yvonne",
            "Ayse",
            "Sanne",
            "Lotte",
            "Femke",
            "Naima",
            "Eva",
            "Iris",
            "Agnieszka",
            "Judith",
            "Oksana",
            "Bep",
            "Greet",
            "Hanneke",
            "Mirjam",
            "Paula",
            "Rachida",
            "Sofie",
            "Thea",
            "Wilma",
            "Zeynep",
            "Meike");
    static final List<String> MEN = List.of(
            "Jan",
            "Piet",
            "Kees",
            "Cor",
            "Gerrit",
            "Hans",
            "Mohammed",
            "Wim",
            "Theo",
            "Rob",
            "Frank",
            "Mehmet",
            "Bram",
            "Daan",
            "Thijs",
            "Youssef",
            "Luuk",
            "Sem",
            "Piotr",
            "Arie",
            "Andriy",
            "Dirk",
            "Evert",
            "Klaas",
            "Marcel",
            "Nico",
            "Omar",
            "Peter",
            "Sjaak",
            "Tom",
            "Willem",
            "Ali");
    static final List<String> FAMILIES = List.of(
            "de Jong",
            "Bakker",
            "Visser",
            "Smit",
            "Meijer",
            "de Groot",
            "Bos",
            "Mulder",
            "Dekker",
            "Kok",
            "Schouten",
            "van Dam",
            "Kuiper",
            "Groen",
            "Molenaar",
            "Koning",
            "Zwart",
            "Ruiter",
            "Stam",
            "Hoekstra",
            "Yilmaz",
            "El Amrani",
            "Nowak",
            "Kaya",
            "Bennani",
            "Shevchenko",
            "’t Hart",
            "Oudejans",
            "Beers",
            "Duin",
            "Wit",
            "van der Meer",
            "Blom",
            "Dijkstra",
            "Prins",
            "Vos",
            "Timmer",
            "Pronk",
            "Zonneveld",
            "Borst");
    static final List<String> STREETS = List.of(
            "Dorpsstraat", "Kerkweg", "Lindelaan", "Molenpad", "Duinweg", "Havenstraat", "Wilgenhof", "Meidoornlaan");

    private final RandomGenerator chance;
    private final List<Spot> spots;

    /// A postcode area people can live in.
    record Spot(String postcode, String place) {}

    /// Someone with a name.
    record Name(String given, String family, Gender gender) {}

    Crowd(RandomGenerator chance, List<Spot> spots) {
        this.chance = chance;
        this.spots = List.copyOf(spots);
    }

    Name name() {
        var woman = chance.nextInt(100) < 62;
        return new Name(of(woman ? WOMEN : MEN), of(FAMILIES), woman ? Gender.WOMAN : Gender.MAN);
    }

    Spot spot() {
        return of(spots);
    }

    String postcode(Spot spot) {
        return spot.postcode() + " " + letter() + letter();
    }

    String street() {
        return of(STREETS) + " " + (1 + chance.nextInt(120));
    }

    Set<Language> languages(Name name) {
        var languages = EnumSet.of(Language.NL);
        switch (name.family()) {
            case "Yilmaz", "Kaya" -> languages.add(Language.TR);
            case "El Amrani", "Bennani" -> languages.add(Language.AR);
            case "Nowak" -> languages.add(Language.PL);
            case "Shevchenko" -> languages.add(Language.UK);
            default -> {
                if (chance.nextInt(3) == 0) {
                    languages.add(Language.EN);
                }
            }
        }
        return languages;
    }

    /// Mostly weekdays by day, sometimes an evening, rarely a night.
    DayParts dayParts(int many, boolean nights) {
        List<String> week = new ArrayList<>();
        for (var i = 0; i < many; i++) {
            var day = java.time.DayOfWeek.of(chance.nextInt(10) < 8 ? 1 + chance.nextInt(5) : 6 + chance.nextInt(2));
            var part = nights && chance.nextInt(3) == 0
                    ? "NIGHT"
                    : chance.nextInt(10) < 8 ? chance.nextBoolean() ? "MORNING" : "AFTERNOON" : "EVENING";
            week.add(day + "-" + part);
        }
        return DayParts.ofWords(week);
    }

    <T> T of(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }

    int between(int least, int most) {
        return least + chance.nextInt(most - least + 1);
    }

    boolean oneIn(int many) {
        return chance.nextInt(many) == 0;
    }

    private char letter() {
        return (char) ('A' + chance.nextInt(26));
    }
}
