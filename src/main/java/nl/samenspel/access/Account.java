package nl.samenspel.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person's way in.
///
/// @param signInName what they type to sign in: a mail address, or a name chosen at the desk
/// @param email where mail goes, if they have any
/// @param language `nl` or `en`
public record Account(
        AccountId id, String signInName, @Nullable String email, String name, String language) {

    public Optional<String> mailAddress() {
        return Optional.ofNullable(email);
    }
}
