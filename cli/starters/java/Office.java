// What this office does with its letters. This is the file to change: here your filing system is called.

import java.util.List;
import java.util.Map;

final class Office {
    private Office() {}

    /** Judges a letter before it is kept: null to take it, or the refusal with code, reason and, if known, rightOffice. */
    static Map<String, Object> refusalOf(Map<String, Object> envelope) {
        String code = Json.text(Json.object(Json.object(envelope, "recipient"), "office"), "code");
        if (Settings.OFFICES.isEmpty() || Settings.OFFICES.contains(code)) return null;
        return Json.of("code", "not-for-this-office", "reason", "This agent does not serve that office.");
    }

    /**
     * What is done without anybody's doing once the documents of a letter are here: a list of acts, as the desk takes them. It
     * may be asked twice for the same letter, after a crash; its acts are recorded once all the same.
     */
    static List<Map<String, Object>> atOnce(Map<String, Object> letter) {
        return Settings.ACKNOWLEDGE_AT_ONCE ? List.of(Json.of("kind", "acknowledged")) : List.of();
    }

    /** The number of the office's inward register for the letter that is its count-th in the year. */
    static String diaryNumber(long count, String year) {
        return Settings.PREFIX + "/" + count + "/" + year;
    }
}
