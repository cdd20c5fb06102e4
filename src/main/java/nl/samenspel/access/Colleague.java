package nl.samenspel.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A role that someone has at an organisation as one who works there or brings requests there.
///
/// @param branch where, for a coordinator
/// @param suspended whether their account lets nobody in
public record Colleague(
        AccountId account, String name, Role role, @Nullable BranchId branch, Instant since, boolean suspended) {}
