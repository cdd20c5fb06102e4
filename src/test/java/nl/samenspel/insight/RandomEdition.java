package nl.samenspel.insight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Editions of invented organisations in which everything is right. No two numbers of four figures
/// are the same: by chance that happens in one edition of 200, and somebody should look at it then.
final class RandomEdition {

    private final Random random;
    private final List<Figure> figures = new ArrayList<>();
    private final Set<Integer> drawn = new HashSet<>();

    private RandomEdition(long seed) {
        this.random = new Random(seed);
    }

    static Factsheet of(long seed) {
        var edition = new RandomEdition(seed);
        var organisations = 8 + edition.random.nextInt(12);
        for (var i = 0; i < organisations; i++) {
            edition.organisation("Organisatie " + (char) ('A' + i));
        }
        return new Factsheet(edition.figures, List.of());
    }

    private void organisation(String name) {
        var volunteers = some(1_000, 60_000);
        add(name, "volunteers", (long) volunteers, qualifier(), "people", "", Counting.DIRECT, "");
        if (random.nextInt(3) > 0) {
            var phone = some(10_000, 200_000);
            var chat = some(1_000, 30_000);
            var mail = some(100, 9_000);
            add(
                    name,
                    "conversations",
                    (long) phone + chat + mail,
                    Qualifier.EXACTLY,
                    "conversations",
                    "total",
                    null,
                    "");
            add(name, "conversations", (long) phone, Qualifier.EXACTLY, "conversations", "phone", null, "");
            add(name, "conversations", (long) chat, Qualifier.EXACTLY, "conversations", "chat", null, "");
            add(name, "conversations", (long) mail, Qualifier.EXACTLY, "conversations", "e-mail", null, "");
        }
        if (random.nextBoolean()) {
            add(name, "participants", (long) volunteers * 2 + 1, qualifier(), "people", "", null, "");
        }
        if (random.nextBoolean()) {
            add(name, "hours", (long) volunteers * (20 + random.nextInt(100)) + 7, qualifier(), "hours", "", null, "");
        }
        if (random.nextBoolean()) {
            add(name, "branches", 10L * (1 + random.nextInt(90)), Qualifier.EXACTLY, "branches", "", null, "");
        }
        if (random.nextInt(4) == 0) {
            var reached = 1_000L * (1 + random.nextInt(90));
            add(name, "ready helpers", reached, Qualifier.ABOUT, "people", "on call", Counting.ON_CALL, "");
        }
    }

    private int some(int least, int many) {
        while (true) {
            var number = least + random.nextInt(many);
            if (drawn.add(number)) {
                return number;
            }
        }
    }

    private Qualifier qualifier() {
        return switch (random.nextInt(6)) {
            case 0 -> Qualifier.ABOUT;
            case 1 -> Qualifier.MORE_THAN;
            default -> Qualifier.EXACTLY;
        };
    }

    private void add(
            String organisation,
            String measure,
            Long value,
            Qualifier qualifier,
            String unit,
            String scope,
            @Nullable Counting counting,
            String note) {
        figures.add(new Figure(
                figures.size() + 2, organisation, measure, value, qualifier, unit, scope, counting, note, "", null));
    }
}
