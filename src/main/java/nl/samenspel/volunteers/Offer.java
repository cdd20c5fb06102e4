package nl.samenspel.volunteers;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import org.jspecify.annotations.Nullable;

/// What a volunteer offers, in their own words and choices. A kind of help is in at most one of the four sets.
///
/// @param does what they do as well, without preference
/// @param ratherNot what they are never asked for
/// @param radiusMetres how far from home
/// @param comfortableWith whom they like to help; everyone unless they said otherwise
/// @param byOthers whether other organisations may ask them too; rests on a recorded consent
/// @param longest for how long they bind themselves at most; longer help is not asked of them
/// @param goingAlong who goes along with them
public record Offer(
        Set<KindOfHelp> loves,
        Set<KindOfHelp> likes,
        Set<KindOfHelp> does,
        Set<KindOfHelp> ratherNot,
        DayParts dayParts,
        int radiusMetres,
        @Nullable LocalDate availableFrom,
        Set<Gender> comfortableWith,
        String aboutMe,
        boolean byOthers,
        CommitmentLength longest,
        GoingAlong goingAlong) {

    public static final int SHORTEST_RADIUS = 100;
    public static final int LONGEST_RADIUS = 200_000;
    public static final Set<Gender> EVERYONE = Set.of(Gender.values());

    public Offer {
        loves = Set.copyOf(loves);
        likes = Set.copyOf(likes);
        does = Set.copyOf(does);
        ratherNot = Set.copyOf(ratherNot);
        comfortableWith = Set.copyOf(comfortableWith);
        var all = EnumSet.noneOf(KindOfHelp.class);
        all.addAll(loves);
        all.addAll(likes);
        all.addAll(does);
        all.addAll(ratherNot);
        if (all.size() < loves.size() + likes.size() + does.size() + ratherNot.size()) {
            throw new IllegalArgumentException(
                    "A kind of help is loved, liked, done or rather not, but of loves %s, likes %s, does %s, rather not %s one is in two."
                            .formatted(loves, likes, does, ratherNot));
        }
        if (radiusMetres < SHORTEST_RADIUS || radiusMetres > LONGEST_RADIUS) {
            throw new IllegalArgumentException("A volunteer goes %d to %d metres from home, not %d."
                    .formatted(SHORTEST_RADIUS, LONGEST_RADIUS, radiusMetres));
        }
        if (comfortableWith.isEmpty()) {
            throw new IllegalArgumentException("A volunteer is comfortable with somebody at least.");
        }
    }

    /// Of somebody who binds themselves for as long as it is needed, and goes alone.
    public Offer(
            Set<KindOfHelp> loves,
            Set<KindOfHelp> likes,
            Set<KindOfHelp> does,
            Set<KindOfHelp> ratherNot,
            DayParts dayParts,
            int radiusMetres,
            @Nullable LocalDate availableFrom,
            Set<Gender> comfortableWith,
            String aboutMe,
            boolean byOthers) {
        this(
                loves,
                likes,
                does,
                ratherNot,
                dayParts,
                radiusMetres,
                availableFrom,
                comfortableWith,
                aboutMe,
                byOthers,
                CommitmentLength.LASTING,
                GoingAlong.NOBODY);
    }

    /// All they do, however much they like it.
    public Set<KindOfHelp> skills() {
        var all = EnumSet.noneOf(KindOfHelp.class);
        all.addAll(loves);
        all.addAll(likes);
        all.addAll(does);
        return all;
    }

    public Offer byOthers(boolean allowed) {
        return new Offer(
                loves,
                likes,
                does,
                ratherNot,
                dayParts,
                radiusMetres,
                availableFrom,
                comfortableWith,
                aboutMe,
                allowed,
                longest,
                goingAlong);
    }
}
