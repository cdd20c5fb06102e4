package nl.samenspel.network;

/// The kinds of help that are asked for and offered. Each has a message `network.kind.<NAME>` in every language.
///
/// The list follows what organisations in the field do (visiting, practical jobs, transport, respite, waking …).
/// The place in the list is the bit that stands for it in masks, so a new one is added at the end; at most 64.
public enum KindOfHelp {
    COMPANY,
    WALKING,
    GROCERIES,
    TRANSPORT,
    APPOINTMENTS,
    PAPERWORK,
    LANGUAGE,
    ODD_JOBS,
    GARDEN,
    COMPUTER,
    COOKING,
    EATING_TOGETHER,
    PETS,
    CHILD_SUPPORT,
    RESPITE,
    VIGIL,
    PHONE_CALLS,
    OUTINGS,
    SPORT,
    CREATIVE,
    MUSIC,
    READING_ALOUD,
    BUDDY,
    GRIEF,
    HOMEWORK,
    LIGHT_CARE;

    public long bit() {
        return 1L << ordinal();
    }
}
