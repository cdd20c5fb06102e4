package nl.samenspel.exchange;

import nl.samenspel.access.BranchId;
import nl.samenspel.network.Areas;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who reads which list.
@Component
class IncomingLists {

    private final Areas areas;

    IncomingLists(Areas areas) {
        this.areas = areas;
    }

    /// For one reading of one file.
    Incoming<?> of(ImportList list, @Nullable BranchId branch) {
        return switch (list) {
            case AREAS -> new AreasIn(areas);
            case VOLUNTEERS, REQUESTS -> throw new IllegalStateException("not yet " + branch);
        };
    }
}
