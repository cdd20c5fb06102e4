package nl.samenspel.matching.engine;

/// Lists whom a request may have, one request at a time, so that nobody needs to hold all pairs of a large country.
///
/// May be asked by several threads at once.
interface AllowedVolunteers {

    /// Writes the allowed volunteers of a request by rising index, and what each of their hours is worth before it
    /// costs them anything ([Points#perHour]). Both arrays have room for every volunteer. Returns how many were
    /// written.
    int list(int request, int[] volunteers, int[] points);
}
