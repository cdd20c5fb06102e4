package nl.samenspel.matches;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/// Where and when two people meet for the first time.
///
/// @param at the time, when it was agreed
public record Meet(LocalDate on, @Nullable LocalTime at, String place) {}
