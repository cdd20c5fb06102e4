package nl.samenspel.volunteers;

import java.time.LocalDate;
import nl.samenspel.access.Code;

/// A way in on paper, for who has no mail. Shown once.
public record PrintedCode(String name, String signInName, Code code, LocalDate lastDay) {}
