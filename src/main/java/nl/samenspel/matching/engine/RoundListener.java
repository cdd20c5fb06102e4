package nl.samenspel.matching.engine;

/// Follows a round that runs in the background.
public interface RoundListener {

    /// How far a round is.
    ///
    /// @param objective what the best answer so far is worth
    /// @param bound what no answer can exceed, as far as proven by now
    /// @param done from 0 to 1
    record Progress(long objective, long bound, double done) {}

    RoundListener NONE = progress -> {};

    void on(Progress progress);
}
