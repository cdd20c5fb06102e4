package nl.samenspel.story;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Fixed keys for everything invented, so that a story told twice is the same story.
final class Keys {

    private Keys() {}

    static UUID of(String what) {
        return UUID.nameUUIDFromBytes(("demo town: " + what).getBytes(StandardCharsets.UTF_8));
    }
}
