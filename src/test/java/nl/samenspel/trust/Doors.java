package nl.samenspel.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import nl.samenspel.access.MayUse;
import nl.samenspel.audit.Occasion;
import nl.samenspel.trust.World.Household;
import nl.samenspel.trust.World.Relationship;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every way in, as the running program has them.
final class Doors {

    private Doors() {}

    /// What a path leads to, by its beginning.
    enum Kind {
        NOTHING,
        REQUEST,
        INVITATION,
        MATCH,
        ROUND,
        JOINT_ROUND,
        REFERRAL,
        AMBASSADOR,
        CAREPLAN,
        VOLUNTEER,
        PERSON,
        ORGANISATION,
        FILE,
        PARTICIPANT,
        RIGHTS_REQUEST,
        ERASURE,
        JOINING,
        SIGNAL,
        PHONE_CALL,
        ACCOUNT,
        VISIT,
        TEAM_LEADER,
        CLAIM,
        PAYMENT,
        /// Of whoever is signed in; another's id leads nowhere.
        MINE;

        /// The record of this kind that a household has.
        UUID of(Household household) {
            return switch (this) {
                case NOTHING, MINE -> new UUID(0, 0);
                case ACCOUNT ->
                    java.util.Objects.requireNonNull(household.volunteer().account())
                            .value();
                case TEAM_LEADER -> household.leader().value();
                case CLAIM -> World.idOf("claim", household.volunteer().person());
                case PAYMENT -> World.idOf("payment", household.volunteer().person());
                case VISIT -> World.idOf("visit", household.participant().person());
                case REQUEST -> household.request().value();
                case INVITATION -> household.invitation().value();
                case MATCH -> household.match().value();
                case ROUND -> World.idOf("round", household.participant().person());
                case JOINT_ROUND ->
                    World.idOf("joint round", household.participant().person());
                case REFERRAL -> World.idOf("referral", household.participant().person());
                case AMBASSADOR ->
                    World.idOf("ambassador", household.participant().person());
                case CAREPLAN -> World.idOf("plan", household.participant().person());
                case VOLUNTEER -> household.volunteer().person().value();
                case PERSON -> household.another().person().value();
                case ORGANISATION -> household.team().organisation().value();
                case FILE -> household.file();
                case PARTICIPANT -> household.participant().person().value();
                case RIGHTS_REQUEST ->
                    World.idOf("rights request", household.participant().person());
                case ERASURE -> World.idOf("erasure", household.participant().person());
                case SIGNAL -> World.idOf("limit signal", household.volunteer().person());
                case PHONE_CALL ->
                    World.idOf("phone call", household.volunteer().person());
                case JOINING -> World.idOf("joining", household.participant().person());
            };
        }

        static Kind of(String pattern) {
            if (!pattern.contains("{id}") && !pattern.contains("{person}") && !pattern.contains("{one}")) {
                return NOTHING;
            }
            var path = pattern.replaceFirst("^/api/v1", "");
            if (path.startsWith("/requests/")
                    || path.startsWith("/my-requests/")
                    || path.startsWith("/help-requests/")) {
                return REQUEST;
            }
            if (path.startsWith("/invitations/")) {
                return INVITATION;
            }
            if (path.startsWith("/matches/") || path.startsWith("/my-matches/")) {
                return MATCH;
            }
            if (path.startsWith("/rounds/")) {
                return ROUND;
            }
            if (path.startsWith("/joint-rounds/")) {
                return JOINT_ROUND;
            }
            if (path.startsWith("/referrals/") || path.startsWith("/my-referrals/")) {
                return REFERRAL;
            }
            if (path.startsWith("/ambassadors/")) {
                return AMBASSADOR;
            }
            if (path.startsWith("/careplans/")) {
                return CAREPLAN;
            }
            if (path.startsWith("/volunteers/") || path.startsWith("/my-team/")) {
                return VOLUNTEER;
            }
            if (path.startsWith("/expenses/payments/")) {
                return PAYMENT;
            }
            if (path.startsWith("/expenses/") || path.startsWith("/my-expenses/")) {
                return CLAIM;
            }
            if (path.startsWith("/visits/")) {
                return VISIT;
            }
            if (path.startsWith("/team-leaders/")) {
                return TEAM_LEADER;
            }
            if (path.startsWith("/emergency/")) {
                return PERSON;
            }
            if (path.startsWith("/help-sign-in/")) {
                return ACCOUNT;
            }
            if (path.startsWith("/my-access/")) {
                return MINE;
            }
            if (path.startsWith("/organisations/")) {
                return ORGANISATION;
            }
            if (path.startsWith("/privacy/persons/") || path.startsWith("/privacy/doubles/")) {
                return PARTICIPANT;
            }
            if (path.startsWith("/privacy/requests/")) {
                return RIGHTS_REQUEST;
            }
            if (path.startsWith("/privacy/erasures/")) {
                return ERASURE;
            }
            if (path.startsWith("/privacy/joinings/")) {
                return JOINING;
            }
            if (path.startsWith("/signals/")) {
                return SIGNAL;
            }
            if (path.startsWith("/limits/by-phone/") || path.startsWith("/my-limits/by-phone/")) {
                return PHONE_CALL;
            }
            if (path.startsWith("/import/")) {
                return FILE;
            }
            throw new IllegalStateException("Say in Doors.Kind what record %s is about.".formatted(pattern));
        }
    }

    /// One handler with one method and one path.
    record Door(String method, String pattern, HandlerMethod handler) {

        /// How the table calls it.
        String key() {
            return method + " " + pattern;
        }

        String handlerName() {
            return Occasion.nameOf(handler);
        }

        boolean isApi() {
            return pattern.startsWith("/api/");
        }

        boolean isGet() {
            return method.equals("GET");
        }

        Kind kind() {
            return Kind.of(pattern);
        }

        /// With whose record; of an organisation there are no branches.
        List<Relationship> relationships() {
            return switch (kind()) {
                case NOTHING, MINE -> List.of(Relationship.OWN);
                case ORGANISATION -> List.of(Relationship.OWN, Relationship.PARTNER, Relationship.STRANGER);
                default -> List.of(Relationship.values());
            };
        }

        String path(UUID id, Household household) {
            return pattern.replaceAll("\\{(id|person|one)\\}", id.toString())
                    .replace("{other}", household.another().person().toString())
                    .replace(
                            "{task}", World.idOf("task", participant(household)).toString())
                    .replace(
                            "{line}", World.idOf("line", participant(household)).toString())
                    .replace(
                            "{seat}",
                            World.idOf("relative seat", participant(household)).toString())
                    .replace(
                            "{signal}",
                            World.idOf("signal", participant(household)).toString())
                    .replace("{topic}", "need")
                    .replace("{list}", "volunteers")
                    .replace("{number}", "2")
                    .replace("{branch}", household.team().branch().toString())
                    .replace("{account}", household.team().coordinator().toString())
                    .replace("{route}", household.route().toString())
                    .replaceAll("\\{year(:[^}]*)?\\}", "2025")
                    .replaceAll("\\{quarter(:[^}]*)?\\}", "2025-Q1")
                    .replace("{table}", "outcome")
                    .replace("{secret}", "x".repeat(43))
                    .replace("{volunteerId}", household.volunteer().person().toString())
                    .replaceAll("\\{path(:[^}]*)?\\}", pattern.startsWith("/help-out") ? "where" : "kind");
        }

        private static nl.samenspel.access.PersonId participant(Household household) {
            return household.participant().person();
        }

        /// The rule on it; null when it is closed to everybody.
        @Nullable
        MayUse rule() {
            var rule = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), MayUse.class);
            return rule != null
                    ? rule
                    : AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), MayUse.class);
        }
    }

    static List<Door> all(RequestMappingHandlerMapping mapping) {
        var doors = new ArrayList<Door>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var type = handler.getBeanType().getName();
            if (type.startsWith("org.springframework.boot.") || type.startsWith("org.springdoc.")) {
                return;
            }
            for (var pattern : info.getPatternValues()) {
                for (var method : info.getMethodsCondition().getMethods()) {
                    doors.add(new Door(method.name(), pattern, handler));
                }
            }
        });
        doors.sort(Comparator.comparing(Door::pattern).thenComparing(Door::method));
        return doors;
    }
}
