package nl.samenspel.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an account has to come in with, and what happened to that: for the page of whom it is.
///
/// @param password whether there is one
/// @param appSince since when an app shows their codes
/// @param codesLeft codes of the printed sheet that were not used yet
/// @param sheetSince when that sheet was made
/// @param passkeys theirs
/// @param secondAsked whether a password alone is not enough
/// @param mustHaveSecond whether it is theirs to choose (false) or asked of everyone in their work (true)
public record WayIn(
        boolean password,
        @Nullable Instant appSince,
        int codesLeft,
        @Nullable Instant sheetSince,
        List<Passkey> passkeys,
        boolean secondAsked,
        boolean mustHaveSecond) {

    public WayIn {
        passkeys = List.copyOf(passkeys);
    }

    /// A key that a phone, a computer or a small device keeps for somebody.
    ///
    /// @param name what they called it
    public record Passkey(java.util.UUID id, String name, Instant since, Instant usedAt) {}

    /// Something that happened to it. Each has a message `access.event.<NAME>` in every language, and some are mailed.
    public enum What {
        PASSWORD_SET,
        APP_ADDED,
        APP_REMOVED,
        SHEET_MADE,
        SHEET_REMOVED,
        PASSKEY_ADDED,
        PASSKEY_REMOVED,
        NEW_BROWSER,
        CODE_PRINTED,
        BEGUN_ANEW,
        PROVIDER_LINKED,
        PROVIDER_UNLINKED
    }

    /// How the desk knew who it was.
    public enum SeenHow {
        IN_PERSON,
        KNOWN_VOICE,
        PAPERS
    }

    /// Something that happened, and when.
    ///
    /// @param by who helped, when it was not whose it is
    public record Happened(
            Instant at,
            What what,
            @Nullable String by,
            @Nullable SeenHow seenHow) {}

    /// Whether something other than a password is there.
    public boolean hasSecond() {
        return appSince != null || codesLeft > 0 || !passkeys.isEmpty();
    }

    /// Whether this is all there is beside the password, so that taking it away would leave nothing.
    public boolean isLast(boolean app, boolean sheet, boolean passkey) {
        return (app || appSince == null)
                && (sheet || codesLeft == 0)
                && (passkey ? passkeys.size() <= 1 : passkeys.isEmpty());
    }
}
