package nl.samenspel.insight;

/// The few figures that matter, of the viewer's desk.
///
/// @param need what was asked in the period, by municipality
/// @param waiting requests that wait today
/// @param nobody of those, for which nobody within reach does this
/// @param idle volunteers who could begin something today
/// @param hours that were given in the period
/// @param volunteers who came in the period
/// @param participants whom they came to
/// @param glad how many of the participants' answers said that it goes well
public record Glance(
        NeedOverview need,
        int waiting,
        int nobody,
        int idle,
        long hours,
        int volunteers,
        int participants,
        Share glad) {}
