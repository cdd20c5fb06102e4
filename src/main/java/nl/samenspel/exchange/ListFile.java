package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.ui.Words;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The door for lists that go out as a file, in the columns in which [Imports] takes them in: brought in
/// again as it is, such a file changes nothing. Everyone in it is looked at, and logged.
@Service
public class ListFile {

    private static final int AT_ONCE = 1_000;
    private static final int METRES = 1000;

    private final Volunteers volunteers;
    private final People people;
    private final Limits limits;
    private final Words words;

    ListFile(Volunteers volunteers, People people, Limits limits, Words words) {
        this.volunteers = volunteers;
        this.people = people;
        this.limits = limits;
        this.words = words;
    }

    public enum Format {
        XLSX,
        CSV
    }

    /// A column, and what it says of a volunteer.
    private record Column(KnownColumn meaning, Function<Whole, String> says) {}

    private record Whole(
            Person person, Volunteer volunteer, @Nullable OwnLimits limits) {}

    /// Writes the volunteers of a branch who have not left. Who has no number of another system has ours.
    public void writeVolunteers(BranchId branch, Format format, OutputStream out) {
        var columns = columns();
        var all = volunteers.list(Viewer.current().myDesk().organisation()).stream()
                .filter(one -> one.branch().equals(branch))
                .toList();
        try (var file = format == Format.CSV ? new Csv(out) : new Xlsx(out)) {
            file.write(columns.stream()
                    .map(column -> words.of("exchange.column", column.meaning()))
                    .toList());
            for (var from = 0; from < all.size(); from += AT_ONCE) {
                var some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
                var ids = some.stream().map(Volunteer::person).toList();
                var known = people.list(ids, Purpose.RECORD);
                var own =
                        limits.list(ids).stream().collect(Collectors.toMap(OwnLimits::volunteer, Function.identity()));
                for (var one : some) {
                    var person = known.get(one.person());
                    if (person != null) {
                        var whole = new Whole(person, one, own.get(one.person()));
                        file.write(columns.stream()
                                .map(column -> column.says().apply(whole))
                                .toList());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Column> columns() {
        return List.of(
                column(KnownColumn.EXTERNAL_ID, all -> numberOf(all.person())),
                column(KnownColumn.GIVEN_NAME, all -> all.person().givenName()),
                column(KnownColumn.FAMILY_NAME, all -> all.person().familyName()),
                column(KnownColumn.EMAIL, all -> all.person().email()),
                column(KnownColumn.PHONE, all -> all.person().phone()),
                column(KnownColumn.ADDRESS, all -> all.person().address()),
                column(KnownColumn.POSTCODE, all -> all.person().postcode()),
                column(KnownColumn.PLACE, all -> all.person().place()),
                column(
                        KnownColumn.GENDER,
                        all -> words.of("people.gender", all.person().gender())),
                column(
                        KnownColumn.LANGUAGES,
                        all -> several("people.language", all.person().languages())),
                column(KnownColumn.STANDING, all -> all.volunteer().status().name()),
                column(
                        KnownColumn.LOVES,
                        all -> several("network.kind", all.volunteer().offer().loves())),
                column(
                        KnownColumn.LIKES,
                        all -> several("network.kind", all.volunteer().offer().likes())),
                column(
                        KnownColumn.DOES,
                        all -> several("network.kind", all.volunteer().offer().does())),
                column(
                        KnownColumn.RATHER_NOT,
                        all -> several("network.kind", all.volunteer().offer().ratherNot())),
                column(
                        KnownColumn.DAY_PARTS,
                        all -> String.join(
                                ", ", all.volunteer().offer().dayParts().words())),
                column(KnownColumn.HOURS, all -> of(all.limits(), OwnLimits::hoursPerWeek)),
                column(KnownColumn.AT_A_TIME, all -> of(all.limits(), OwnLimits::matchesAtATime)),
                column(KnownColumn.PAUSE_UNTIL, all -> of(all.limits(), OwnLimits::pauseUntil)),
                column(KnownColumn.RADIUS, all -> {
                    var metres = all.volunteer().offer().radiusMetres();
                    // what is no whole number of kilometres is left out, and so stays as it is
                    return metres % METRES == 0 ? String.valueOf(metres / METRES) : "";
                }),
                column(KnownColumn.FROM, all -> text(all.volunteer().offer().availableFrom())),
                column(KnownColumn.VOG_SEEN, all -> of(all.volunteer().vog(), vog -> vog.seenOn())),
                column(KnownColumn.VOG_AGAIN, all -> of(all.volunteer().vog(), vog -> vog.againOn())),
                column(
                        KnownColumn.TRAININGS,
                        all -> all.volunteer().trainings().stream()
                                .map(this::training)
                                .collect(Collectors.joining("; "))),
                column(KnownColumn.ABOUT, all -> all.volunteer().offer().aboutMe()));
    }

    private static Column column(KnownColumn meaning, Function<Whole, @Nullable String> says) {
        return new Column(meaning, all -> Objects.requireNonNullElse(says.apply(all), ""));
    }

    static String numberOf(Person person) {
        return Optional.ofNullable(person.externalId())
                .orElseGet(() -> person.id().toString());
    }

    /// Whose number of ours this may be.
    static Optional<PersonId> ourNumber(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(PersonId.of(text))
                : Optional.empty();
    }

    private String training(Training training) {
        var last = training.validUntil();
        return words.of("network.qualification", training.what())
                + " "
                + RequestsIn.day(training.obtainedOn())
                + (last == null ? "" : " t/m " + RequestsIn.day(last));
    }

    private String several(String prefix, Collection<? extends Enum<?>> things) {
        return things.stream().sorted().map(thing -> words.of(prefix, thing)).collect(Collectors.joining(", "));
    }

    private static <T> String of(@Nullable T thing, Function<T, @Nullable Object> part) {
        return thing == null ? "" : text(part.apply(thing));
    }

    private static String text(@Nullable Object thing) {
        return thing == null ? "" : String.valueOf(thing);
    }

    private interface File extends AutoCloseable {
        void write(List<String> cells);

        @Override
        void close() throws IOException;
    }

    private static final class Csv implements File {
        private final SafeCsv csv;

        Csv(OutputStream out) throws IOException {
            csv = new SafeCsv(out, ';');
        }

        @Override
        public void write(List<String> cells) {
            csv.write(cells);
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }

    /// Every cell is a text, so nothing is worked out, rounded, or taken for a day.
    private static final class Xlsx implements File {

        private static final int FLUSHED_EVERY = 1_000;

        private final Workbook book;
        private final org.dhatim.fastexcel.Worksheet sheet;
        private int row;

        Xlsx(OutputStream out) {
            book = new Workbook(out, "Samenspel", "1.0");
            sheet = book.newWorksheet("Samenspel");
        }

        @Override
        public void write(List<String> cells) {
            for (var column = 0; column < cells.size(); column++) {
                if (!cells.get(column).isEmpty()) {
                    sheet.inlineString(row, column, cells.get(column));
                }
            }
            row++;
            try {
                if (row % FLUSHED_EVERY == 0) {
                    sheet.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            book.close();
        }
    }
}
