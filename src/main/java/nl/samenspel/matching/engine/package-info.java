/// The matching engine: who may help whom, and how well it fits. Plain Java, numbers only: no Spring, no SQL, no clock,
/// no ids, and nothing by which a person could be known.
///
/// **Words.** A [Situation] is who offers and who asks at one moment: [Volunteers], [Requests] and the pairs that must
/// not meet ([Exclusions]). [Rules] judge one pair: every [Condition] it fails, or the [Points] it earns for every
/// [Criterion], by the [Weights] of an organisation. [Candidates] finds the best volunteers of a request, by
/// way of an [Index]; a program that runs on while volunteers change holds a [LiveIndex].
///
/// **Layout.** Volunteers and requests are `int` indices from 0; every property is an array of its own, so a search
/// touches only the memory it needs. Callers map ids to indices and back, and decide what each bit of a mask means.
///
/// **Invariants.** Whole numbers only, and no sum that can overflow: hours are at most [Volunteers#MOST_HOURS],
/// coordinates at most [Place#FARTHEST] metres from the origin of the grid, weights at most [Weights#HEAVIEST]. The
/// builders refuse anything else. Nothing changes once it is built, so all of it may be shared between threads.
/// The same situation and weights always give the same answer: equal points are ordered by index.
///
/// **What is not known.** A side without coordinates cannot be judged on distance. It is not turned away for that: the
/// condition holds, the criterion earns nothing, and the points say so ([Points#distanceKnown]).
///
/// **Cost.** Judging a pair is constant time. The ten best of one request cost a look at those with room who do that
/// activity and live about near enough, and at fewer once ten are found; how, is told in
/// `docs/explanation/matching-index.md`.
///
/// **Rounds.** A [Round] distributes hours over many requests at once. [Pairs] are all it needs to know of who fits
/// whom; the [Field] renumbers them along a [Curve]. [Prices] prove the bound with each volunteer's best bundle
/// ([Bundles]), [Annealing] improves a [Plan], [Transport] solves exactly where parts and places do not matter. A
/// [StandingRound] takes in one change at a time. Values are whole points, prices whole sixty-fourths: no order of
/// adding matters, and so the number of threads does not either. What no round may do: exceed a request's hours or
/// parts, or a volunteer's hours or places; move what is fixed; print a bound that its own prices do not prove.
@NullMarked
package nl.samenspel.matching.engine;

import org.jspecify.annotations.NullMarked;
