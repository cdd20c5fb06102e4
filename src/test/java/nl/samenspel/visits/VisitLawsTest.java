package nl.samenspel.visits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nl.samenspel.DamagedRows;
import nl.samenspel.SamenspelTest;
import nl.samenspel.database.Law;
import nl.samenspel.visits.Visit.Came.Done;
import nl.samenspel.visits.Visit.Kind;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/// The laws of visits hold on what the doors make, and find each damage.
@SamenspelTest
@NullUnmarked
class VisitLawsTest extends Scene {

    @Autowired
    @Qualifier("visitsOnce")
    Law once;

    @Autowired
    @Qualifier("visitsCanHaveBeen")
    Law canHaveBeen;

    @Autowired
    @Qualifier("visitsKeepWhatTheyWere")
    Law keepWhatTheyWere;

    @Test
    void what_the_doors_make_breaks_no_law_and_each_damage_is_found() {
        var kept = ((Logged.Kept)
                        ria.viewer().call(() -> visits.log(NewVisit.done(match, today(), Kind.VISIT, 60, ""))))
                .visit();
        ria.viewer()
                .run(() -> visits.log(
                        NewVisit.done(match, today(), Kind.VISIT, 30, "").asAnother()));
        coordinator().run(() -> visits.correct(kept.id(), 1, today(), new Done(Kind.VISIT, 45), ""));

        for (var law : List.of(once, canHaveBeen, keepWhatTheyWere)) {
            var finding = DamagedRows.examine(database, law);
            assertThat(finding.rows()).as(law.name()).isPositive();
            assertThat(finding.violations()).as(law.name()).isEmpty();
        }
        assertThat(DamagedRows.examine(
                                database,
                                once,
                                "drop index visits.one_log",
                                "update visits.visit set nth = 1 where match = '%s'".formatted(match))
                        .violations())
                .singleElement()
                .asString()
                .contains(match.toString(), "written down 2 times");
        assertThat(DamagedRows.examine(
                                database,
                                canHaveBeen,
                                "alter table visits.visit drop constraint not_before_it_happened",
                                "update visits.visit set day = told_on + 3 where id = '%s'".formatted(kept.id()))
                        .violations())
                .singleElement()
                .asString()
                .contains(kept.id().toString());
        assertThat(DamagedRows.examine(
                                database,
                                keepWhatTheyWere,
                                "delete from visits.earlier where visit = '%s'".formatted(kept.id()))
                        .violations())
                .singleElement()
                .asString()
                .contains(kept.id().toString(), "0 of what it was is kept");
    }
}
