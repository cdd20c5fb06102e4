package nl.samenspel.requests;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A talk about a request, to be written down.
///
/// @param withWhom whom one spoke to
/// @param agreed what was said and agreed
/// @param nextDate when one looks again; none leaves the date as it was
public record ContactNote(
        String withWhom, String agreed, @Nullable LocalDate nextDate) {}
