package nl.samenspel.insight;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to the editions of the factsheet. Everybody reads what is out; the administrator takes
/// in a draft, sees what is doubtful in it, and publishes it. Then it never changes: a correction
/// is a new version, beside the old one.
@Service
public class Factsheets {

    private final EditionStore store;
    private final LiveFigures live;
    private final Clock clock;

    Factsheets(EditionStore store, LiveFigures live, Clock clock) {
        this.store = store;
        this.live = live;
        this.clock = clock;
    }

    /// The newest version of each year, the newest year first; without their figures.
    @Transactional(readOnly = true)
    public List<Edition> list() {
        return store.listOut(clock.instant());
    }

    /// For the administrator: what is not out yet; without its figures.
    @Transactional(readOnly = true)
    public List<Edition> listAhead() {
        return store.listAhead(clock.instant());
    }

    /// What everybody may read of a year.
    @Transactional(readOnly = true)
    public Optional<Edition> find(int year) {
        return store.findOut(year, clock.instant());
    }

    /// For the administrator: the newest version of a year, also when it is a draft or under embargo.
    @Transactional(readOnly = true)
    public Optional<Edition> findNewest(int year) {
        return store.findNewest(year);
    }

    /// What is doubtful in an edition, also against that of the year before, if that is out.
    @Transactional(readOnly = true)
    public List<Doubt> listDoubts(Edition edition) {
        return store.findOut(edition.year() - 1, clock.instant())
                .map(before -> edition.factsheet().doubts(before.factsheet()))
                .orElseGet(() -> edition.factsheet().doubts());
    }

    /// What came of taking a file in.
    public sealed interface Taken {

        /// It is a draft now, instead of the one that was there.
        record Draft(Edition edition) implements Taken {}

        /// Cells could not be read. Nothing was kept: what is frozen must be whole.
        record Unreadable(List<Doubt> where) implements Taken {

            public Unreadable {
                where = List.copyOf(where);
            }
        }
    }

    /// Takes an edition in as the draft of a year.
    ///
    /// @param source where it comes from, in words
    @Transactional
    public Taken take(int year, Factsheet factsheet, String source) {
        mustBeAdministrator();
        if (!factsheet.unreadable().isEmpty()) {
            return new Taken.Unreadable(factsheet.unreadable());
        }
        // what organisations do stays what it was until it is said anew
        var named =
                store.findNewest(year).map(before -> store.named(before.id())).orElse(List.of());
        store.discard(year);
        var version = store.findNewest(year).map(Edition::version).orElse(0) + 1;
        var edition = new Edition(EditionId.next(), year, version, source, clock.instant(), null, factsheet);
        store.add(edition, Viewer.current().me());
        for (var what : Named.What.values()) {
            store.name(
                    edition.id(),
                    what,
                    named.stream().filter(one -> one.what() == what).toList());
        }
        return new Taken.Draft(edition);
    }

    /// What the organisations of an edition do and take part in.
    @Transactional(readOnly = true)
    public List<Named> listNamed(EditionId edition) {
        return store.named(edition);
    }

    /// Says of the draft of a year what its organisations do or take part in, instead of what was said. Whether there
    /// was a draft.
    @Transactional
    public boolean name(int year, Named.What what, List<Named> named) {
        mustBeAdministrator();
        var draft = store.findNewest(year).filter(Edition::isDraft);
        draft.ifPresent(edition -> store.name(edition.id(), what, named));
        return draft.isPresent();
    }

    /// Writes a figure in the draft of a year, instead of what was written of the same. Whether there was a draft.
    @Transactional
    public boolean write(int year, Figure figure) {
        mustBeAdministrator();
        var draft = store.findNewest(year).filter(Edition::isDraft);
        draft.ifPresent(edition -> take(
                year,
                numbered(Stream.concat(
                        edition.factsheet().figures().stream()
                                .filter(one -> !one.subject().equals(figure.subject())),
                        Stream.of(figure))),
                edition.source()));
        return draft.isPresent();
    }

    private static Factsheet numbered(Stream<Figure> figures) {
        var list = figures.toList();
        return new Factsheet(
                IntStream.range(0, list.size())
                        .mapToObj(i -> list.get(i).onLine(i + 2))
                        .toList(),
                List.of());
    }

    /// Takes in as the draft of a year what was known of it, and of every organisation that works in Samenspel what is
    /// counted here today instead of what it wrote of the same. Hours are those of the year; all else is as it
    /// is today. What fewer people are behind than may be published is not given.
    ///
    /// @param source where the edition comes from when there was none yet, in words
    @Transactional
    public Edition takeLive(int year, String source) {
        mustBeAdministrator();
        var counted = live.count(year, LocalDate.now(clock));
        var places = counted.stream().map(Figure::place).collect(Collectors.toSet());
        var before = store.findNewest(year);
        var factsheet = numbered(Stream.concat(
                before.stream()
                        .flatMap(edition -> edition.factsheet().figures().stream())
                        .filter(figure -> !places.contains(figure.place())),
                counted.stream()));
        return switch (take(year, factsheet, before.map(Edition::source).orElse(source))) {
            case Taken.Draft(var edition) -> edition;
            case Taken.Unreadable _ -> throw new IllegalStateException("What was counted here can be read.");
        };
    }

    /// Freezes the draft of a year; from this moment on everybody may read it. Whether there was one.
    @Transactional
    public boolean publish(int year, Instant from) {
        mustBeAdministrator();
        return store.publish(year, from);
    }

    /// Throws the draft of a year away. Whether there was one.
    @Transactional
    public boolean discard(int year) {
        mustBeAdministrator();
        return store.discard(year);
    }

    private static void mustBeAdministrator() {
        if (!Viewer.current().is(Role.ADMINISTRATOR)) {
            throw new IllegalStateException("Only the administrator takes in and publishes editions.");
        }
    }
}
