package nl.samenspel.matching.engine;

import java.util.Map;

/// The index of this moment, for a program that runs on while volunteers change.
///
/// Whoever searches takes [#now] and searches that: it never changes, so nobody waits and nobody sees half a change.
/// Changes are made one after another and each shows at once, whether of one volunteer or of many:
/// the new index is published through a `volatile` field, and all that can be reached from it was
/// written before.
public final class LiveIndex {

    private volatile Index now;

    public LiveIndex(Index start) {
        now = start;
    }

    public Index now() {
        return now;
    }

    /// All of these volunteers are now like this; see [Index#with].
    public synchronized void change(Map<Integer, Volunteers> ones) {
        now = now.with(ones);
    }
}
