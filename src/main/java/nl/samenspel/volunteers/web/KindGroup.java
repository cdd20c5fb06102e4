package nl.samenspel.volunteers.web;

import java.util.List;
import nl.samenspel.network.KindOfHelp;

/// Kinds of help that are easier to choose from together. Each has a message `volunteers.group.<NAME>`.
enum KindGroup {
    TOGETHER(
            KindOfHelp.COMPANY,
            KindOfHelp.WALKING,
            KindOfHelp.EATING_TOGETHER,
            KindOfHelp.OUTINGS,
            KindOfHelp.SPORT,
            KindOfHelp.CREATIVE,
            KindOfHelp.MUSIC,
            KindOfHelp.READING_ALOUD,
            KindOfHelp.PHONE_CALLS),
    HANDY(
            KindOfHelp.GROCERIES,
            KindOfHelp.COOKING,
            KindOfHelp.ODD_JOBS,
            KindOfHelp.GARDEN,
            KindOfHelp.PETS,
            KindOfHelp.COMPUTER,
            KindOfHelp.PAPERWORK),
    ALONG(KindOfHelp.TRANSPORT, KindOfHelp.APPOINTMENTS),
    LEARNING(KindOfHelp.LANGUAGE, KindOfHelp.HOMEWORK, KindOfHelp.CHILD_SUPPORT),
    NEAR(KindOfHelp.BUDDY, KindOfHelp.RESPITE, KindOfHelp.GRIEF, KindOfHelp.VIGIL, KindOfHelp.LIGHT_CARE);

    @SuppressWarnings("ImmutableEnumChecker") // it is a List.of
    private final List<KindOfHelp> kinds;

    KindGroup(KindOfHelp... kinds) {
        this.kinds = List.of(kinds);
    }

    List<KindOfHelp> kinds() {
        return kinds;
    }
}
