// What the agent knows, on disk: letters by delivery key, and the reports that are owed to KCS. Each change is one line of a
// journal that is on disk when the method returns, so that the process may die at any line of this code.

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class Register {
    private final FileChannel file;
    private final Map<String, Map<String, Object>> letters = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> reports = new HashMap<>();
    private final Map<String, List<String>> reportsOfLetter = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Set<String> owed = new LinkedHashSet<>();
    private final Set<String> open = new LinkedHashSet<>();
    private long size;

    /** The act stands against what the register says of the letter. */
    static final class Conflict extends Exception {
        Conflict(String why) {
            super(why);
        }
    }

    /** A letter, and whether it is new. */
    record Arrival(Map<String, Object> letter, boolean isNew) {}

    Register(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path path = folder.resolve("register.jsonl");
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        byte[] content = Files.readAllBytes(path);
        // A line without an end was being written when the agent was killed; nobody was told of it.
        int whole = content.length;
        while (whole > 0 && content[whole - 1] != '\n') whole--;
        for (String line : new String(content, 0, whole, StandardCharsets.US_ASCII).split("\n"))
            if (!line.isEmpty()) apply(Json.readObject(line));
        file.truncate(whole).position(whole);
        size = whole;
        Kcs.syncFolder(folder);
    }

    private void record(Map<String, Object> entry) throws IOException {
        byte[] line = (Json.write(entry) + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            for (ByteBuffer buffer = ByteBuffer.wrap(line); buffer.hasRemaining(); ) file.write(buffer);
            file.force(true);
        } catch (IOException error) {
            // What is half written must not stand before the next line.
            file.truncate(size).position(size);
            throw error;
        }
        size += line.length;
        apply(entry);
    }

    private void apply(Map<String, Object> entry) {
        Map<String, Object> change = Json.object(entry, "letter");
        if (!change.isEmpty()) {
            String key = Json.text(change, "deliveryKey");
            Map<String, Object> letter = new LinkedHashMap<>(letters.getOrDefault(key, Map.of()));
            letter.putAll(change);
            letters.put(key, letter);
            if (Boolean.TRUE.equals(letter.get("isOpen"))) open.add(key);
            else open.remove(key);
        }
        Map<String, Object> diary = Json.object(entry, "diary");
        if (!diary.isEmpty()) counts.put(Json.text(diary, "year"), Long.valueOf(diary.get("count").toString()));
        for (Map<String, Object> one : Json.objects(entry, "reports")) {
            String key = Json.text(one, "key");
            Map<String, Object> report = new LinkedHashMap<>(reports.getOrDefault(key, Map.of()));
            if (report.isEmpty()) reportsOfLetter.computeIfAbsent(Json.text(one, "deliveryKey"), any -> new ArrayList<>()).add(key);
            report.putAll(one);
            reports.put(key, report);
            if ("owed".equals(report.get("state"))) owed.add(key);
            else owed.remove(key);
        }
    }

    /** The change by which the report is owed: `again` also where KCS has confirmed it before. */
    private List<Map<String, Object>> owing(String key, Map<String, Object> letter, Map<String, Object> body, boolean again) {
        if (reports.containsKey(key)) return again ? List.of(Json.of("key", key, "state", "owed")) : List.of();
        return List.of(
                Json.of("key", key, "deliveryKey", letter.get("deliveryKey"), "tapal", letter.get("tapal"), "body", body, "state", "owed"));
    }

    /**
     * Keeps a letter once per delivery key. A letter that was fetched has its id at KCS, `tapal`: that it arrived is owed as a
     * report, again if it comes again.
     */
    synchronized Arrival arrive(Map<String, Object> envelope, Map<String, Object> refusal, String tapal) throws IOException {
        String key = Json.text(envelope, "deliveryKey");
        Map<String, Object> known = letters.get(key);
        Map<String, Object> letter =
                known != null
                        ? known
                        : Json.of(
                                "deliveryKey", key, "tapal", tapal, "reference", Settings.PREFIX + "-" + (letters.size() + 1),
                                "envelope", envelope, "state", refusal == null ? "delivered" : "refused", "refusal", refusal,
                                "isOpen", refusal == null);
        Map<String, Object> entry = Json.of("letter", known == null ? letter : null);
        if (tapal != null) entry.put("reports", owing(key + "-arrived", letter, arrivalOf(letter), true));
        if (!entry.isEmpty()) record(entry);
        return new Arrival(letters.get(key), known == null);
    }

    /** Records what the office did, and owes KCS the report, in one line. Returns the report, null for an unknown letter. */
    synchronized Map<String, Object> act(String deliveryKey, Map<String, Object> given, String givenKey) throws IOException, Conflict {
        Map<String, Object> letter = letters.get(deliveryKey);
        if (letter == null) return null;
        String key = deliveryKey + "-" + (givenKey == null ? reportsOf(deliveryKey).size() + 1 : givenKey);
        if (reports.containsKey(key)) return reports.get(key);
        String kind = Json.text(given, "kind");
        String number = Json.text(letter, "diaryNumber");
        if (kind.equals("acknowledged") && number != null) {
            if (!given.getOrDefault("diaryNumber", number).equals(number)) throw new Conflict("it has another diary number");
            return reports.get(deliveryKey + "-acknowledged");
        }
        mayAct(kind, Json.text(letter, "state"), number != null);
        Map<String, Object> body = Json.of("at", now());
        body.putAll(given);
        Map<String, Object> entry = Json.of();
        if (kind.equals("acknowledged")) {
            LocalDate today = LocalDate.now(ZoneId.of("Asia/Kolkata"));
            String year = String.valueOf(today.getYear());
            if (given.get("diaryNumber") == null) {
                long count = counts.getOrDefault(year, 0L) + 1;
                entry.put("diary", Json.of("year", year, "count", count));
                body.put("diaryNumber", Office.diaryNumber(count, year));
            }
            body.putIfAbsent("diaryDate", today.toString());
            entry.put("letter", Json.of(
                    "deliveryKey", deliveryKey, "state", "acknowledged",
                    "diaryNumber", body.get("diaryNumber"), "diaryDate", body.get("diaryDate")));
            key = deliveryKey + "-acknowledged";
        }
        if (kind.equals("refused")) {
            Map<String, Object> refusal =
                    Json.of("code", given.get("code"), "reason", given.get("reason"), "rightOffice", given.get("rightOffice"));
            entry.put("letter", Json.of("deliveryKey", deliveryKey, "state", "refused", "refusal", refusal, "isOpen", false));
        }
        entry.put("reports", owing(key, letter, body, false));
        record(entry);
        return reports.get(key);
    }

    /** The sender recalls the letter: withdrawn, taken or unseen. A fetching agent owes the answer as a report. */
    synchronized String withdraw(String deliveryKey, String tapal) throws IOException {
        Map<String, Object> letter = letters.get(deliveryKey);
        String state = letter == null ? "unseen" : Json.text(letter, "state");
        boolean isTaken = state.equals("acknowledged") || state.equals("refused");
        Map<String, Object> entry = Json.of();
        if (state.equals("delivered")) entry.put("letter", Json.of("deliveryKey", deliveryKey, "state", "withdrawn", "isOpen", false));
        if (tapal != null) {
            Map<String, Object> body = Json.of("kind", "withdrawn", "end", isTaken ? "taken" : "withdrawn");
            Map<String, Object> of = letter == null ? Json.of("deliveryKey", deliveryKey, "tapal", tapal) : letter;
            entry.put("reports", owing(deliveryKey + "-withdrawn", of, body, true));
        }
        if (!entry.isEmpty()) record(entry);
        return letter == null ? "unseen" : isTaken ? "taken" : "withdrawn";
    }

    synchronized Map<String, Object> find(String deliveryKey) {
        return letters.get(deliveryKey);
    }

    synchronized List<Map<String, Object>> newest(int limit) {
        List<Map<String, Object>> all = new ArrayList<>(letters.values());
        Collections.reverse(all);
        return all.subList(0, Math.min(limit, all.size()));
    }

    synchronized int count() {
        return letters.size();
    }

    /** Letters of which documents are missing, or that are to be dealt with at once. */
    synchronized List<Map<String, Object>> openLetters() {
        return open.stream().map(letters::get).toList();
    }

    synchronized void settle(String deliveryKey) throws IOException {
        record(Json.of("letter", Json.of("deliveryKey", deliveryKey, "isOpen", false)));
    }

    synchronized List<Map<String, Object>> reportsOf(String deliveryKey) {
        return reportsOfLetter.getOrDefault(deliveryKey, List.of()).stream().map(reports::get).toList();
    }

    /** Reports that KCS has not confirmed, oldest first. */
    synchronized List<Map<String, Object>> owed(int limit) {
        return owed.stream().limit(limit).map(reports::get).toList();
    }

    /** KCS has confirmed these reports, or refused those that have a fault, for good. */
    synchronized void told(Map<String, String> faults) throws IOException {
        List<Map<String, Object>> changes = new ArrayList<>();
        faults.forEach((key, fault) -> changes.add(Json.of("key", key, "state", fault == null ? "told" : "rejected", "fault", fault)));
        record(Json.of("reports", changes));
    }

    private static Map<String, Object> arrivalOf(Map<String, Object> letter) {
        if (!"refused".equals(letter.get("state"))) return Json.of("kind", "received", "reference", letter.get("reference"));
        Map<String, Object> refusal = Json.of("kind", "refused", "at", now());
        refusal.putAll(Json.object(letter, "refusal"));
        return refusal;
    }

    private static void mayAct(String kind, String state, boolean hasNumber) throws Conflict {
        if (state.equals("withdrawn") || state.equals("refused")) throw new Conflict("it was " + state);
        if (kind.equals("refused") && hasNumber) throw new Conflict("it was acknowledged; it can be returned");
        if ((kind.equals("closed") || kind.equals("returned")) && !hasNumber) throw new Conflict("it was not acknowledged yet");
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
