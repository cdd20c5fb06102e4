package nl.samenspel.matching.engine;

/// A request in the bits of a [Row].
///
/// @param cover what [Row#HAVE] must have, all of it
/// @param languages any of these
/// @param dayParts the wanted parts of the week
/// @param coarse whether a row that covers all this may still be one that does not fit
record Needs(long cover, long languages, int dayParts, int shared, int startDay, boolean coarse) {

    static Needs of(Requests requests, int r, int organisations) {
        long qualifications = requests.qualifications(r);
        int participant = requests.participantGender(r);
        int welcome = requests.volunteerGenders(r);
        int hours = requests.smallestPart(r);
        int organisation = requests.organisation(r);
        long languages = requests.languages(r);
        int day = requests.startDay(r);

        long cover = qualifications & Row.ones(Row.QUALIFICATIONS);
        if (participant < Row.GENDERS) {
            cover |= 1L << (Row.AT_PARTICIPANT_GENDER + participant);
        }
        int otherWelcome = welcome >>> Row.GENDERS;
        long unwelcome = (~welcome & Row.ones(Row.GENDERS)) | (otherWelcome == 0 ? 1L << Row.GENDERS : 0);
        cover |= unwelcome << Row.AT_OTHER_GENDER;
        cover |= 1L << (Row.AT_HOURS + Math.min(hours, Row.HOURS) - 1);
        cover |= 1L << (Row.AT_ORGANISATION + organisation % Row.ORGANISATIONS);
        long brought = requests.brings(r);
        cover |= (brought & Row.ones(Row.DECLINED)) << Row.AT_NOT_DECLINED;
        long rare = languages >>> Row.LANGUAGES;

        boolean coarse = qualifications >>> Row.QUALIFICATIONS != 0
                || participant >= Row.GENDERS
                || (otherWelcome != 0 && otherWelcome != -1 >>> Row.GENDERS)
                || hours > Row.HOURS
                || organisations > Row.ORGANISATIONS
                || organisation >= Row.ORGANISATIONS
                || (rare != 0 && rare != -1L >>> Row.LANGUAGES)
                || brought >>> Row.DECLINED != 0
                || day < 0
                || day >= Row.LAST_DAY;
        return new Needs(
                cover,
                Row.languages(languages),
                requests.dayParts(r),
                requests.sharedDayParts(r),
                Math.clamp(day, 0, Row.LAST_DAY),
                coarse);
    }
}
