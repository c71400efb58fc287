// What can be called: by KCS the protocol, with every call's signature checked; by people of this machine the desk.

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

final class Server {
    private static final int BODY_BYTES = 1024 * 1024;
    private static final int CALLS_AT_ONCE = 64;
    private static final List<String> ACTS = List.of("acknowledged", "opened", "movement", "filed", "closed", "refused", "returned");

    private final Register register;
    private final Runnable wake;

    Server(Register register, Runnable wake) {
        this.register = register;
        this.wake = wake;
    }

    record Answer(int status, Object value) {}

    interface Answering {
        Answer answer(HttpExchange call, byte[] body) throws IOException;
    }

    /** Serves in the background and returns the port. Throws BindException where the port is taken. */
    static int serve(String host, int port, Answering answering) throws IOException {
        // A call, from its first byte to its last, has 30 s.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 128);
        ThreadPoolExecutor places = new ThreadPoolExecutor(CALLS_AT_ONCE, CALLS_AT_ONCE, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1024));
        places.allowCoreThreadTimeOut(true);
        server.setExecutor(places);
        server.createContext("/", call -> handle(call, answering));
        server.start();
        return server.getAddress().getPort();
    }

    private static void handle(HttpExchange call, Answering answering) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readNBytes(BODY_BYTES + 1);
            if (body.length > BODY_BYTES) reply(call, new Answer(413, Json.of("code", "too-large")));
            else reply(call, answerOf(call, answering, body));
        }
    }

    private static Answer answerOf(HttpExchange call, Answering answering, byte[] body) {
        try {
            return answering.answer(call, body);
        } catch (IOException | RuntimeException error) {
            // Nothing was kept; the same again later is right.
            System.out.println(error.getClass().getSimpleName() + " at " + call.getRequestMethod());
            return new Answer(503, Json.of("code", "not-now"));
        }
    }

    private static void reply(HttpExchange call, Answer answer) throws IOException {
        byte[] content = Json.write(answer.value).getBytes(StandardCharsets.UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(answer.status, content.length);
        call.getResponseBody().write(content);
    }

    /** Whether it has what this agent reads of a letter. What else it holds is kept as it came. */
    static boolean isLetter(Map<String, Object> value) {
        String key = Json.text(value, "deliveryKey");
        if (key == null || !key.matches("kcs-[0-9A-Z]{26}")) return false;
        if (Json.text(Json.object(Json.object(value, "recipient"), "office"), "code") == null) return false;
        if (!(value.get("letter") instanceof Map<?, ?>) || !(value.get("documents") instanceof List<?> list)) return false;
        List<Map<String, Object>> documents = Json.objects(value, "documents");
        if (documents.size() != list.size()) return false;
        for (Map<String, Object> one : documents) {
            String sha256 = Json.text(one, "sha256");
            if (sha256 == null || !sha256.matches("[0-9a-f]{64}") || Json.text(one, "href") == null) return false;
        }
        return true;
    }

    /** The calls of KCS. */
    Answer protocol(HttpExchange call, byte[] body) throws IOException {
        if (!Kcs.isFromKcs(header(call, "webhook-id"), header(call, "webhook-timestamp"), header(call, "webhook-signature"), body))
            return new Answer(401, Json.of("code", "signature-invalid"));
        String path = call.getRequestURI().getPath();
        if (!path.startsWith(Settings.BASE_PATH + "/")) return notFound();
        String[] parts = path.substring(Settings.BASE_PATH.length() + 1).split("/", -1);
        String form = call.getRequestMethod() + " " + parts[0] + (parts.length > 1 ? "/key" : "") + (parts.length > 2 ? "/" + parts[2] : "");
        if (parts.length > 3) return notFound();
        switch (form) {
            case "GET capabilities":
                return new Answer(200, Json.of("mediaTypes", List.of("application/pdf", "image/png", "image/jpeg")));
            case "POST tapals":
                return take(header(call, "kcs-delivery-key"), body);
            case "GET tapals/key": {
                Map<String, Object> letter = register.find(parts[1]);
                if (letter == null) return new Answer(404, Json.of("code", "unseen"));
                Map<String, Object> status = Json.of("state", letter.get("state"));
                status.putAll(shown(letter));
                return new Answer(200, status);
            }
            case "POST tapals/key/withdrawal": {
                String end = register.withdraw(parts[1], null);
                return new Answer(end.equals("unseen") ? 404 : end.equals("taken") ? 409 : 200, Json.of("result", end));
            }
            default:
                return notFound();
        }
    }

    private Answer take(String deliveryKey, byte[] body) throws IOException {
        Map<String, Object> envelope = objectOf(body);
        if (envelope == null || !isLetter(envelope) || !envelope.get("deliveryKey").equals(deliveryKey))
            return new Answer(400, Json.of("code", "no-letter"));
        Register.Arrival arrival = register.arrive(envelope, Office.refusalOf(envelope), null);
        if ("refused".equals(arrival.letter().get("state"))) return new Answer(422, arrival.letter().get("refusal"));
        wake.run();
        return new Answer(arrival.isNew() ? 201 : 200, shown(arrival.letter()));
    }

    /** What people of the office do with letters, and a list of them. */
    Answer desk(HttpExchange call, byte[] body) throws IOException {
        // A page of another site that is open on this machine cannot pass these two.
        String host = header(call, "host");
        if (host == null || !host.matches("(127\\.0\\.0\\.1|localhost)(:[0-9]+)?")) return new Answer(403, Json.of("code", "not-this-machine"));
        boolean isPost = call.getRequestMethod().equals("POST");
        if (isPost && !"application/json".equals(header(call, "content-type"))) return new Answer(415, Json.of("code", "json-only"));
        String[] parts = call.getRequestURI().getPath().split("/");
        if (parts.length < 2 || !parts[1].equals("letters")) return notFound();
        if (parts.length == 2) {
            List<Object> all = new ArrayList<>();
            for (Map<String, Object> letter : register.newest(1000)) all.add(summary(letter));
            return new Answer(200, all);
        }
        Map<String, Object> letter = register.find(parts[2]);
        if (letter == null) return new Answer(404, Json.of("code", "unseen"));
        if (isPost && parts.length == 4 && parts[3].equals("acts")) return perform(parts[2], objectOf(body));
        if (isPost || parts.length > 3) return notFound();
        Map<String, Object> whole = summary(letter);
        whole.put("envelope", letter.get("envelope"));
        whole.put("reports", register.reportsOf(parts[2]));
        return new Answer(200, whole);
    }

    private Answer perform(String deliveryKey, Map<String, Object> act) throws IOException {
        Object key = act == null ? null : act.remove("key");
        if (act == null || !ACTS.contains(Json.text(act, "kind")) || (key != null && !(key instanceof String)))
            return new Answer(400, Json.of("code", "no-act", "kinds", ACTS));
        try {
            Map<String, Object> report = register.act(deliveryKey, act, (String) key);
            wake.run();
            Map<String, Object> shown = Json.of("key", report.get("key"));
            shown.putAll(Json.object(report, "body"));
            return new Answer(200, shown);
        } catch (Register.Conflict conflict) {
            return new Answer(409, Json.of("code", "conflict", "why", conflict.getMessage()));
        }
    }

    private static Answer notFound() {
        return new Answer(404, Json.of("code", "not-found"));
    }

    /** What KCS is told of a letter beside its state. */
    private static Map<String, Object> shown(Map<String, Object> letter) {
        Map<String, Object> shown =
                Json.of("reference", letter.get("reference"), "diaryNumber", letter.get("diaryNumber"), "diaryDate", letter.get("diaryDate"));
        shown.putAll(Json.object(letter, "refusal"));
        return shown;
    }

    private static Map<String, Object> summary(Map<String, Object> letter) {
        Map<String, Object> envelope = Json.object(letter, "envelope");
        Map<String, Object> summary =
                Json.of(
                        "deliveryKey", letter.get("deliveryKey"), "state", letter.get("state"),
                        "purpose", envelope.get("purpose"), "subject", Json.object(envelope, "letter").get("subject"));
        summary.putAll(shown(letter));
        return summary;
    }

    private static Map<String, Object> objectOf(byte[] body) {
        try {
            return Json.readObject(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException error) {
            return null;
        }
    }

    private static String header(HttpExchange call, String name) {
        return call.getRequestHeaders().getFirst(name);
    }
}
