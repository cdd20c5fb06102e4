package nl.samenspel.insight;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to what is asked where and what comes of it, live, for the viewer's own desk and nobody
/// else: these figures are not suppressed, and do not leave the organisation.
@Service
public class Needs {

    private final NeedStore store;
    private final Clock clock;

    Needs(NeedStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public NeedOverview count(NeedFilter filter) {
        return NeedOverview.of(store.count(filter, LocalDate.now(clock)));
    }

    /// Municipalities in which something was asked, in order.
    @Transactional(readOnly = true)
    public List<String> listMunicipalities() {
        return store.municipalities();
    }
}
