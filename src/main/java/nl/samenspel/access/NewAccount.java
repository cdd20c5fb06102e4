package nl.samenspel.access;

import org.jspecify.annotations.Nullable;

/// Someone who gets a way in.
///
/// @param email their mail address; without one they sign in with a name made from [#name] and enrol by a printed code
/// @param role what they become
/// @param organisation at which organisation; null for an administrator only
/// @param branch at which branch; for coordinators only
/// @param person their person record there, where there is one
public record NewAccount(
        String name,
        @Nullable String email,
        String language,
        Role role,
        @Nullable OrganisationId organisation,
        @Nullable BranchId branch,
        @Nullable PersonId person) {}
