package nl.samenspel.insight;

import static nl.samenspel.network.KindOfHelp.*;

import java.util.Arrays;
import java.util.List;
import nl.samenspel.network.KindOfHelp;

/// Kinds of help that belong together, where by single kinds too few people would be in a cell. Each kind
/// is in exactly one field. Each has a message `insight.field.<NAME>`.
public enum FieldOfHelp {
    /// Being together, at home or by phone.
    COMPANY_AT_HOME(COMPANY, PHONE_CALLS, READING_ALOUD, EATING_TOGETHER, BUDDY, GRIEF, PETS),
    /// Going out.
    OUTDOORS(WALKING, OUTINGS, SPORT, CREATIVE, MUSIC),
    /// Coming somewhere.
    ON_THE_WAY(TRANSPORT, APPOINTMENTS, GROCERIES),
    /// In and around the house.
    AROUND_THE_HOUSE(ODD_JOBS, GARDEN, COOKING),
    /// Papers, screens, language and school.
    PAPERS_AND_LEARNING(PAPERWORK, COMPUTER, LANGUAGE, HOMEWORK),
    /// Beside care, and so that relatives can rest.
    BESIDE_CARE(RESPITE, VIGIL, LIGHT_CARE, CHILD_SUPPORT);

    // made by List.of or List.copyOf, which cannot change
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<KindOfHelp> kinds;

    FieldOfHelp(KindOfHelp... kinds) {
        this.kinds = List.of(kinds);
    }

    public List<KindOfHelp> kinds() {
        return kinds;
    }

    static FieldOfHelp of(KindOfHelp kind) {
        return Arrays.stream(values())
                .filter(field -> field.kinds.contains(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("In which field of help is %s?".formatted(kind)));
    }
}
