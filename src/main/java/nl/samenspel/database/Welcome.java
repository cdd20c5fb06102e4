package nl.samenspel.database;

import java.net.URI;
import java.util.List;

/// Adds lines to what the console shows when Samenspel is ready: how to sign in, a link for the first administrator.
@FunctionalInterface
public interface Welcome {

    /// The lines to show.
    ///
    /// @param address  where Samenspel answers
    List<String> lines(URI address);
}
