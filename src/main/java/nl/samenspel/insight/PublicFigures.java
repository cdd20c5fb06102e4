package nl.samenspel.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.insight.FigureCount.AskedBy;
import nl.samenspel.insight.FigureCount.Began;
import nl.samenspel.insight.FigureCount.Earlier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The door to figures over all organisations, for who looks from outside: the tables of
/// [FigureTable] for each quarter, without a cell in which somebody could be recognised. The
/// national office or the administrator orders an edition, it is counted once in the background,
/// and published it never changes.
///
/// Nobody sees the numbers of a draft: who had two drafts of the same quarter could take one from
/// the other. How many cells they have, and how many are shown, is told.
@Service
public class PublicFigures {

    private static final Logger LOG = LoggerFactory.getLogger(PublicFigures.class);

    private final FigureStore store;
    private final TransactionTemplate jobs;
    private final Clock clock;
    private final int threshold;

    PublicFigures(
            FigureStore store,
            @Qualifier("jobs") TransactionTemplate jobs,
            Clock clock,
            @Value("${samenspel.figures.threshold:" + Suppression.USUAL_THRESHOLD + "}") int threshold) {
        if (threshold < Suppression.LOWEST_THRESHOLD) {
            throw new IllegalArgumentException(
                    "samenspel.figures.threshold is %d: figures for others are built on at least %d people."
                            .formatted(threshold, Suppression.LOWEST_THRESHOLD));
        }
        this.store = store;
        this.jobs = jobs;
        this.clock = clock;
        this.threshold = threshold;
    }

    /// The newest version of each quarter that is out, the newest quarter first.
    @Transactional(readOnly = true)
    public List<FigureEdition> list() {
        return store.listOut(clock.instant());
    }

    /// Every version of a quarter that is out, the newest first.
    @Transactional(readOnly = true)
    public List<FigureEdition> list(Quarter quarter) {
        return store.listOut(quarter, clock.instant());
    }

    /// The cells of a table of an edition that is out; of any other there are none.
    @Transactional(readOnly = true)
    public List<FigureCell> listCells(FigureEditionId edition, FigureTable table) {
        return store.cells(edition, table);
    }

    /// Lines that a table has in any quarter that is out, in order.
    @Transactional(readOnly = true)
    public List<String> listLines(FigureTable table) {
        return store.lines(table, clock.instant());
    }

    /// One line of a table over the quarters that are out, the oldest first. Requests of two
    /// quarters are different ones, so that nothing is told by the difference. A quarter in which
    /// the table has no such line has no cells.
    @Transactional(readOnly = true)
    public Map<Quarter, List<FigureCell>> overTime(FigureTable table, String line) {
        return store.overTime(table, line, clock.instant());
    }

    /// What is not out yet: the draft, also while it waits to be counted, and what is under
    /// embargo.
    public List<FigureEdition> listAhead() {
        mustBeMaker();
        return store.listAhead(clock.instant());
    }

    public Optional<FigureEdition> findDraft() {
        mustBeMaker();
        return store.findDraft();
    }

    /// How much of each table of the draft is shown. Empty while it is not counted.
    ///
    /// @param shown how many of the cells are shown
    public record Preview(int cells, int shown) {

        public int hidden() {
            return cells - shown;
        }
    }

    public Map<FigureTable, Preview> preview(FigureEditionId draft) {
        mustBeMaker();
        return store.preview(draft);
    }

    /// What came of ordering an edition.
    public enum Ordered {
        /// It is counted within moments.
        YES,
        /// The quarter is not over yet.
        NOT_OVER,
        /// There is a draft: publish it or throw it away first.
        THERE_IS_A_DRAFT
    }

    public Ordered order(Quarter quarter) {
        mustBeMaker();
        if (!quarter.lastDay().isBefore(LocalDate.now(clock))) {
            return Ordered.NOT_OVER;
        }
        var by = Viewer.current().me();
        return Boolean.TRUE.equals(jobs.execute(_ -> {
                    if (store.findDraft().isPresent()) {
                        return false;
                    }
                    store.order(quarter, threshold, by, clock.instant());
                    return true;
                }))
                ? Ordered.YES
                : Ordered.THERE_IS_A_DRAFT;
    }

    /// Freezes the draft. Whether there was one that is counted.
    public boolean publish(Instant from) {
        mustBeMaker();
        return store.publish(from);
    }

    /// Throws the draft away. Whether there was one.
    public boolean discard() {
        mustBeMaker();
        return store.discard();
    }

    /// Whether the viewer orders and publishes editions.
    public static boolean isMaker() {
        return Viewer.current().is(Role.NATIONAL_OFFICE) || Viewer.current().is(Role.ADMINISTRATOR);
    }

    private static void mustBeMaker() {
        if (!isMaker()) {
            throw new IllegalStateException("Only the national office and the administrator make editions of figures.");
        }
    }

    private record Order(FigureEdition edition, List<Earlier> earlier, List<AskedBy> asked, List<Began> began) {}

    /// Counts what was ordered, over all organisations; the background does so every few seconds.
    /// Proving what may be shown takes minutes for a whole country, and nothing is locked meanwhile: a
    /// draft that was thrown away in the meantime is not saved, and who comes second saves nothing.
    public void countOrdered() {
        Optional.ofNullable(jobs.execute(_ -> store.findOrder().map(this::read).orElse(null)))
                .ifPresent(this::count);
    }

    private Order read(FigureEdition edition) {
        var quarter = edition.quarter();
        return new Order(edition, store.earlier(quarter), store.asked(quarter), store.began(quarter));
    }

    private void count(Order order) {
        var began = System.nanoTime();
        var edition = order.edition();
        var listed = FigureCount.listed(order.asked(), edition.threshold(), order.earlier());
        var count = new FigureCount(order.asked(), order.began(), listed);
        var outcome = Suppression.of(count.linked(order.earlier()), count.others(), edition.threshold());
        var isSaved =
                Boolean.TRUE.equals(jobs.execute(_ -> store.save(edition.id(), count, outcome, LocalDate.now(clock))));
        LOG.info(
                "{} figures of {}, version {}: {} of {} cells stay unpublished, counted and proved in {} s",
                isSaved ? "Counted" : "Nobody waits any more for",
                edition.quarter(),
                edition.version(),
                count.cells().keySet().stream()
                        .filter(cell -> !outcome.mayShow(cell))
                        .count(),
                count.cells().size(),
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
}
