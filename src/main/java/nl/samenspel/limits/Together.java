package nl.samenspel.limits;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to counting together (_samen tellen_) what one person does at several organisations. Only where they agree,
/// for each of their records; the consent can be taken back like any other, and then it is counted apart again.
///
/// An organisation sees that there is less room left. Not at which others, not how much there, and not that there are
/// others: a limit of somebody's own looks the same.
@Service
public class Together {

    private final LimitStore store;
    private final Consents consents;
    private final People people;
    private final Clock clock;

    Together(LimitStore store, Consents consents, People people, Clock clock) {
        this.store = store;
        this.consents = consents;
        this.people = people;
        this.clock = clock;
    }

    /// What the viewer does in all at most, as long as they have it counted together.
    @Transactional(readOnly = true)
    public Optional<InAll> find() {
        var me = Viewer.current().account();
        return me == null || store.together(me).isEmpty() ? Optional.empty() : store.inAll(me);
    }

    /// Which of the viewer's records are counted together.
    @Transactional(readOnly = true)
    public Set<PersonId> list() {
        var me = Viewer.current().account();
        return me == null ? Set.of() : store.together(me);
    }

    /// The viewer agrees: all their records at which they have limits are counted together, within this. Again is
    /// changing it. Lowering it below what runs ends nothing: nothing new begins, anywhere.
    @Transactional
    public void count(InAll inAll) {
        var viewer = Viewer.current();
        var me = viewer.me();
        var mine =
                store.list(viewer.persons()).stream().map(OwnLimits::volunteer).toList();
        mine.forEach(store::hold);
        store.setInAll(me, inAll, clock.instant());
        var counted = store.together(me);
        var records = people.list(mine, Purpose.RECORD);
        for (var person : mine) {
            var record = records.get(person);
            if (record != null && !counted.contains(person)) {
                var consent = consents.give(
                        record.organisation(), person, Consents.Purpose.COUNT_TOGETHER, null, person, false);
                store.countTogether(me, person, consent);
            }
        }
    }

    /// The viewer takes that back for all their records.
    @Transactional
    public void countApart() {
        for (var person : list()) {
            consents.findStanding(person, Consents.Purpose.COUNT_TOGETHER, null).ifPresent(consents::withdraw);
        }
    }
}
