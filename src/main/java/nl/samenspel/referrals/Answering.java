package nl.samenspel.referrals;

/// What came of a step with a referral.
public sealed interface Answering {

    /// Done; it is now so.
    record Done(Referral now) implements Answering {}

    /// Not possible in the state it is in, for instance because someone else was first or it was taken back. Nothing
    /// was
    /// changed; the state tells what to say.
    record NotNow(Referral asItIs) implements Answering {}

    /// Nobody of the receiver is on duty to hold the request.
    record NobodyHere() implements Answering {}

    /// There is no such referral for this viewer, or the step is not theirs.
    record NotFound() implements Answering {}

    default boolean isDone() {
        return this instanceof Done;
    }
}
