package nl.samenspel.insight;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    private final Clock clock;

    Factsheets(EditionStore store, Clock clock) {
        this.store = store;
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
        store.discard(year);
        var version = store.findNewest(year).map(Edition::version).orElse(0) + 1;
        var edition = new Edition(EditionId.next(), year, version, source, clock.instant(), null, factsheet);
        store.add(edition, Viewer.current().me());
        return new Taken.Draft(edition);
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
