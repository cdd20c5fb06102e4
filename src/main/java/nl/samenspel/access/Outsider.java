package nl.samenspel.access;

import org.jspecify.annotations.Nullable;

/// Somebody who looks from outside, at figures only.
///
/// @param email empty when there is none any more
/// @param municipality whose figures they see first; null unless they are a municipality's
public record Outsider(
        AccountId account,
        String name,
        String email,
        Role role,
        @Nullable String municipality) {}
