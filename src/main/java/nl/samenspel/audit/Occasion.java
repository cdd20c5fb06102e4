package nl.samenspel.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/// On which people are shown to somebody: one request that is being answered, one command, one job. What is shown on
/// it to one account is one event in the log.
///
/// A request is an occasion by itself, named after its handler. Whatever else shows people begins one with [#call];
/// outside of any, each look is an event of its own.
public final class Occasion {

    private static final ScopedValue<Occasion> CURRENT = ScopedValue.newInstance();
    private static final String ATTRIBUTE = Occasion.class.getName();

    private record Key(AccountId account, @Nullable UUID emergency) {}

    /// What was shown to one account.
    ///
    /// @param handler what of the program shows it
    record Event(
            UUID id,
            Instant at,
            AccountId account,
            String who,
            String role,
            @Nullable OrganisationId organisation,
            String handler,
            Purpose purpose,
            @Nullable UUID emergency) {}

    private final String handler;
    private final Map<Key, Event> events = new ConcurrentHashMap<>();

    private Occasion(String handler) {
        this.handler = handler;
    }

    /// Does the work as one occasion.
    ///
    /// @param name what the log calls it, such as `command import`
    public static <T extends @Nullable Object> T call(String name, Supplier<T> work) {
        return ScopedValue.where(CURRENT, new Occasion(name)).call(work::get);
    }

    static Occasion current() {
        if (CURRENT.isBound()) {
            return CURRENT.get();
        }
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return new Occasion("program");
        }
        if (request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Occasion known) {
            return known;
        }
        var begun = new Occasion(
                request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
                                instanceof HandlerMethod method
                        ? nameOf(method)
                        : "request");
        request.setAttribute(ATTRIBUTE, begun, RequestAttributes.SCOPE_REQUEST);
        return begun;
    }

    /// How the log and the table of who may do what call a handler: `DeskPages.show`.
    public static String nameOf(HandlerMethod method) {
        return method.getBeanType().getSimpleName() + "." + method.getMethod().getName();
    }

    /// The event of what is shown to this viewer now. Its purpose is what was said first: one handler has one.
    Event event(Viewer viewer, Purpose purpose, @Nullable UUID emergency, Clock clock) {
        var desk = viewer.desk();
        return events.computeIfAbsent(
                new Key(viewer.me(), emergency),
                key -> new Event(
                        UUID.randomUUID(),
                        clock.instant(),
                        key.account(),
                        viewer.name(),
                        desk != null ? desk.role().name() : roleOf(viewer),
                        desk == null ? null : desk.organisation(),
                        handler,
                        purpose,
                        emergency));
    }

    private static String roleOf(Viewer viewer) {
        return viewer.roles().stream().sorted().map(Role::name).findFirst().orElse("");
    }
}
