// The letters that the office sends: a folder a letter, handed to KCS once under its name.

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

final class Outgoing {
    private static final Map<String, String> MEDIA_TYPES =
            Map.of("pdf", "application/pdf", "png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg");

    private Outgoing() {}

    /** Hands to KCS what lies in `outgoing`: a folder a letter, whose name is its Idempotency-Key. */
    static boolean send() throws Exception {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(Settings.STATE.resolve("outgoing"))) {
            folders = entries.filter(Files::isDirectory).filter(one -> !one.getFileName().toString().startsWith(".")).sorted().toList();
        }
        Exception fault = null;
        for (Path folder : folders) {
            try {
                handOver(folder, folder.getFileName().toString());
            } catch (Kcs.Later | IOException error) {
                fault = fault == null ? error : fault;
            }
        }
        if (fault != null) throw fault;
        return false;
    }

    private static void handOver(Path folder, String key) throws Kcs.Later, IOException {
        try {
            if (!key.matches("[A-Za-z0-9._-]{1,200}") || Files.exists(Settings.STATE.resolve("sent").resolve(key)))
                throw refusal("key-unusable", "a key has plain signs, and is used once");
            Map<String, Object> letter = letterOf(folder);
            Map<String, Object> dispatch = new LinkedHashMap<>(Json.object(letter, "dispatch"));
            List<Object> documents = new ArrayList<>();
            for (Object name : (List<?>) letter.get("documents")) {
                String kind = mediaTypeOf((String) name);
                documents.add(Json.of("sha256", Kcs.upload(Json.text(letter, "office"), folder.resolve((String) name), kind), "name", name));
            }
            dispatch.put("documents", documents);
            putAway(folder, Settings.STATE.resolve("sent").resolve(key), Kcs.say("/v1/dispatches", dispatch, key));
        } catch (Kcs.Refused refused) {
            System.out.println("letter " + key + " was refused: " + refused.getMessage());
            putAway(folder, Settings.STATE.resolve("refused").resolve(key + "-" + System.currentTimeMillis()), refused.problem);
        }
    }

    private static Map<String, Object> letterOf(Path folder) throws Kcs.Refused {
        Kcs.Refused unreadable = refusal("letter-unreadable", "see README: letter.json and its documents");
        try {
            Map<String, Object> letter = Json.readObject(Files.readString(folder.resolve("letter.json"), StandardCharsets.UTF_8));
            if (Json.text(letter, "office") == null || !(letter.get("documents") instanceof List<?> names)) throw unreadable;
            for (Object name : names)
                if (!(name instanceof String file) || mediaTypeOf(file) == null || !Files.isRegularFile(folder.resolve(file))) throw unreadable;
            return letter;
        } catch (IOException | IllegalArgumentException error) {
            throw unreadable;
        }
    }

    private static Kcs.Refused refusal(String code, String detail) {
        return new Kcs.Refused(422, Json.of("code", code, "detail", detail));
    }

    private static String mediaTypeOf(String name) {
        return name.matches(".*[/\\\\].*") ? null : MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /** Leaves the answer of KCS beside the letter and moves both. Killed before, the letter is handed over again: it is one. */
    private static void putAway(Path folder, Path target, Map<String, Object> answer) throws IOException {
        Files.writeString(folder.resolve("answer.json"), Json.write(answer), StandardCharsets.UTF_8);
        Files.move(folder, target);
    }
}
