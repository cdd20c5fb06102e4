package nl.samenspel.matches;

import java.util.List;

/// What came of telling that one cannot come.
public sealed interface Reported {

    /// Heard. Who can, is informed and a replacement is looked for.
    ///
    /// @param away those in which somebody else is looked for
    /// @param toPlanAnew those that had not begun: their coordinator plans them anew
    record Heard(List<Match> away, List<Match> toPlanAnew) implements Reported {

        public Heard {
            away = List.copyOf(away);
            toPlanAnew = List.copyOf(toPlanAnew);
        }
    }

    /// They do nothing (any more) that somebody counts on.
    record NothingRuns() implements Reported {}
}
