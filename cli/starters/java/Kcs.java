// How KCS and this agent know each other: signatures, and the calls to KCS.

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

final class Kcs {
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration DOCUMENT = Duration.ofMinutes(10);
    private static final int TOLERANCE_SECONDS = 300;
    private static final List<Integer> FINAL = List.of(400, 403, 404, 409, 413, 415, 422);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();

    private Kcs() {}

    /** KCS did not take it now; the same again later is right. `seconds` is how long KCS asked to wait, 0 if it did not. */
    static final class Later extends Exception {
        final long seconds;

        Later(String why, long seconds) {
            super(why);
            this.seconds = seconds;
        }
    }

    /** KCS takes this never. `problem` says why, by a stable `code`. */
    static final class Refused extends Exception {
        final int status;
        final Map<String, Object> problem;

        Refused(int status, Map<String, Object> problem) {
            super(status + " " + problem.get("code"));
            this.status = status;
            this.problem = problem;
        }

        String code() {
            return String.valueOf(problem.get("code"));
        }
    }

    /** A document has another sha256 than its letter says. */
    static final class Spoilt extends Exception {
        Spoilt() {
            super("a document has another sha256");
        }
    }

    /** Whether a call is signed by KCS, over the bytes as they came. While a secret is replaced there are two signatures. */
    static boolean isFromKcs(String id, String timestamp, String given, byte[] body) {
        if (id == null || timestamp == null || given == null || !timestamp.matches("[0-9]{1,12}")) return false;
        long seconds = System.currentTimeMillis() / 1000 - Long.parseLong(timestamp);
        if (Math.abs(seconds) > TOLERANCE_SECONDS) return false;
        byte[] right = signature(id, timestamp, body).getBytes(StandardCharsets.ISO_8859_1);
        boolean fits = false;
        for (String one : given.split(" ")) fits |= MessageDigest.isEqual(right, one.getBytes(StandardCharsets.ISO_8859_1));
        return fits;
    }

    /** Hands 1 to 100 reports to KCS. Returns those that stand against the record: a code by their place. */
    static Map<Integer, String> callBack(List<Map<String, Object>> reports) throws Later, Refused {
        byte[] body = Json.write(Json.of("reports", reports)).getBytes(StandardCharsets.UTF_8);
        // The same body has the same id on every try.
        String id = HexFormat.of().formatHex(sha256().digest(body));
        String timestamp = String.valueOf(System.currentTimeMillis() / 1000);
        HttpRequest.Builder request =
                request("/v1/callbacks/" + Settings.KCS_ENDPOINT)
                        .header("Content-Type", "application/json")
                        .header("webhook-id", id)
                        .header("webhook-timestamp", timestamp)
                        .header("webhook-signature", signature(id, timestamp, body))
                        .POST(BodyPublishers.ofByteArray(body));
        try {
            send(request, CALL);
            return Map.of();
        } catch (Refused refused) {
            if (refused.status != 422) throw refused;
            Map<Integer, String> rejected = new TreeMap<>();
            for (Map<String, Object> error : Json.objects(refused.problem, "errors")) {
                Matcher place = Pattern.compile("^/reports/([0-9]{1,3})").matcher(String.valueOf(error.get("pointer")));
                if (place.find()) rejected.put(Integer.valueOf(place.group(1)), String.valueOf(error.getOrDefault("code", "badly-formed")));
            }
            // Without a place none was taken.
            if (rejected.isEmpty()) throw new Later("the call-back was refused: " + refused.getMessage(), 0);
            return rejected;
        }
    }

    /** A call with the key of the agent; `value` is its JSON body, null for a GET. */
    static Map<String, Object> say(String path, Object value, String idempotencyKey) throws Later, Refused {
        HttpRequest.Builder request = withKey(request(path));
        if (idempotencyKey != null) request.header("Idempotency-Key", idempotencyKey);
        if (value != null) request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(Json.write(value)));
        return send(request, CALL);
    }

    /**
     * Fetches a document into the file, which is there whole or not at all. Where the line breaks, what came is kept beside it,
     * and the next try goes on from there.
     */
    static void fetch(String href, String sha256, Path path) throws Later, Refused, Spoilt, IOException {
        if (!href.startsWith(Settings.KCS_URL + "/")) throw new Refused(0, Json.of("code", "document-elsewhere"));
        Path part = path.resolveSibling(path.getFileName() + ".part");
        if (!Files.exists(part) || !hexOf(part).equals(sha256)) fetchRest(href, sha256, part);
        if (!hexOf(part).equals(sha256)) {
            Files.delete(part);
            throw new Spoilt();
        }
        sync(part, StandardOpenOption.WRITE);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(path.toAbsolutePath().getParent());
    }

    /** Adds to the part what is missing of the document, or begins again where KCS gives it out whole. */
    private static void fetchRest(String href, String sha256, Path part) throws Later, Refused, IOException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = withKey(HttpRequest.newBuilder(URI.create(href)));
        if (have > 0) request.header("Range", "bytes=" + have + "-").header("If-Range", '"' + sha256 + '"');
        HttpResponse<String> response = exchange(request, info -> intoPart(info, part, have), DOCUMENT);
        int status = response.statusCode();
        if (status == 416 || (status == 206 && !isRest(response.headers(), have))) {
            Files.deleteIfExists(part);
            throw new Later("what was here of a document was no part of it", 0);
        }
        if (status != 200 && status != 206) throw fault(response, response.body());
    }

    /** What is no document is read as a text. */
    private static BodySubscriber<String> intoPart(ResponseInfo info, Path part, long have) {
        boolean isRest = info.statusCode() == 206 && isRest(info.headers(), have);
        if (info.statusCode() != 200 && !isRest) return BodySubscribers.ofString(StandardCharsets.UTF_8);
        StandardOpenOption how = isRest ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        return BodySubscribers.mapping(BodySubscribers.ofFile(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how), Path::toString);
    }

    private static boolean isRest(HttpHeaders headers, long have) {
        return headers.firstValue("Content-Range").orElse("").startsWith("bytes " + have + "-");
    }

    /** Hands a document to KCS and returns its sha256. */
    static String upload(String office, Path path, String mediaType) throws Later, Refused, IOException {
        HttpRequest.Builder request =
                withKey(request("/v1/documents?office=" + encode(office)))
                        .header("Content-Type", mediaType)
                        .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digestOf(path)) + ":")
                        .POST(BodyPublishers.ofFile(path));
        return Json.text(send(request, DOCUMENT), "sha256");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Makes a rename last. */
    static void syncFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) sync(folder, StandardOpenOption.READ);
    }

    private static void sync(Path path, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(Settings.KCS_URL + path));
    }

    private static HttpRequest.Builder withKey(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + Settings.KCS_API_KEY);
    }

    private static String hexOf(Path path) throws IOException {
        return HexFormat.of().formatHex(digestOf(path));
    }

    private static byte[] digestOf(Path path) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] chunk = new byte[1 << 16];
            for (int size; (size = in.read(chunk)) >= 0; ) digest.update(chunk, 0, size);
        }
        return digest.digest();
    }

    /** One call, to the last byte of its answer within that time. Redirects are not followed. */
    private static <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> handler, Duration within) throws Later {
        CompletableFuture<HttpResponse<T>> response = CLIENT.sendAsync(request.build(), handler);
        try {
            return response.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException error) {
            response.cancel(true);
            Throwable cause = error.getCause() == null ? error : error.getCause();
            throw new Later("KCS was not reached: " + cause.getClass().getSimpleName(), 0);
        }
    }

    private static Map<String, Object> send(HttpRequest.Builder request, Duration within) throws Later, Refused {
        HttpResponse<String> response = exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8), within);
        if (response.statusCode() / 100 != 2) throw fault(response, response.body());
        try {
            return Json.readObject(response.body());
        } catch (IllegalArgumentException error) {
            throw new Later("the answer is not of KCS", 0);
        }
    }

    /** What comes without a code is not from KCS, but from something before it. */
    private static Later fault(HttpResponse<?> response, String body) throws Refused {
        int status = response.statusCode();
        try {
            Map<String, Object> problem = Json.readObject(body);
            if (problem.get("code") != null && FINAL.contains(status)) throw new Refused(status, problem);
        } catch (IllegalArgumentException error) {
            // Said below.
        }
        String wait = response.headers().firstValue("Retry-After").orElse("");
        return new Later("KCS answered " + status, wait.matches("[0-9]{1,6}") ? Long.parseLong(wait) : 0);
    }

    private static String signature(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(Settings.KCS_SECRET.replaceFirst("^whsec_", "")), "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.ISO_8859_1));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException error) {
            throw new IllegalStateException(error);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException error) {
            throw new IllegalStateException(error);
        }
    }
}
