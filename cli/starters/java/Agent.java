// An agent of KCS: takes letters, keeps them, fetches their documents, reports what the office did, and sends letters.
// What it still owes is on disk; it may be killed at any time and goes on when it is started again.

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Agent {
    private static final int PAGE = 20;
    /** In the place of an idle time: the step runs until it was done once. */
    private static final long ONCE = -1;
    /** The call of an agent that fetches for each kind of report. */
    private static final Map<String, String> CALLS =
            Map.of(
                    "received", "receive", "acknowledged", "acknowledge", "opened", "open", "movement", "move", "filed", "file",
                    "closed", "close", "refused", "refuse", "returned", "return", "withdrawn", "withdraw");

    private final Object bell = new Object();
    private final Register register;
    private final Map<String, PutOff> putOff = new HashMap<>();
    private long works;
    private int batch = 100;

    /** A letter whose documents are not right: how often it was looked at, and when it is looked at again. */
    private record PutOff(int tries, long at) {}

    private interface Step {
        boolean run() throws Exception;
    }

    private Agent(Register register) {
        this.register = register;
    }

    public static void main(String[] arguments) throws IOException {
        if (!Settings.missing().isEmpty()) end("Not set: " + String.join(", ", Settings.missing()) + ". See README.md.");
        for (String folder : List.of("outgoing", "sent", "refused")) Files.createDirectories(Settings.STATE.resolve(folder));
        Server[] desk = new Server[1];
        try {
            // The desk's port is taken before the register is read: a second agent ends here.
            int deskPort = Server.serve("127.0.0.1", Settings.DESK_PORT, (call, body) -> desk[0].desk(call, body));
            Agent agent = new Agent(new Register(Settings.STATE));
            desk[0] = new Server(agent.register, agent::wake);
            String where = "letters of " + Settings.KCS_URL;
            if (Settings.isPush()) {
                int port = Server.serve(Settings.HOST, Settings.PORT, desk[0]::protocol);
                where = "http://" + Settings.HOST + ":" + port + Settings.BASE_PATH;
                agent.start("coming back", Agent::sayBack, ONCE, false);
                agent.start("reports", agent::tellByCallBack, 5000, true);
            } else {
                agent.start("reports", agent::tellOneByOne, 5000, true);
                agent.start("fetching", agent::come, Settings.COME_EVERY_MS, false);
            }
            agent.start("letters", agent::workThrough, 5000, true);
            agent.start("sending", Outgoing::send, 2000, false);
            System.out.println("agent: " + where + ", desk: http://127.0.0.1:" + deskPort + "/letters");
        } catch (BindException error) {
            end("A port is taken: does the agent run already? Set PORT and DESK_PORT.");
        }
    }

    private static void end(String why) {
        System.err.println(why);
        System.exit(1);
    }

    /** Tells the loops that there is something to do. */
    private void wake() {
        synchronized (bell) {
            works++;
            bell.notifyAll();
        }
    }

    /** Runs the step for ever: again when there is more or the idle time has passed; after a fault with growing waits. */
    private void start(String what, Step step, long idleMs, boolean isWoken) {
        new Thread(() -> repeat(what, step, idleMs, isWoken), what).start();
    }

    private void repeat(String what, Step step, long idleMs, boolean isWoken) {
        for (int faults = 0; ; ) {
            long seen;
            synchronized (bell) {
                seen = works;
            }
            long waitMs = idleMs;
            boolean isFault = false;
            try {
                boolean isMore = step.run();
                faults = 0;
                if (idleMs == ONCE) return;
                if (isMore) continue;
            } catch (Exception error) {
                isFault = true;
                faults++;
                long asked = error instanceof Kcs.Later later ? later.seconds * 1000 : 0;
                waitMs = Math.max(asked, Math.round(Math.min(60, (1 << Math.min(faults, 8)) / 4.0) * (800 + 400 * Math.random())));
                boolean isKnown = error instanceof Kcs.Later || error instanceof Kcs.Refused;
                String text = isKnown ? error.getMessage() : error.getClass().getSimpleName();
                System.out.println(what + ": " + text + "; again in " + Math.round(waitMs / 1000.0) + " s");
            }
            pause(waitMs, isWoken && !isFault, seen);
        }
    }

    private void pause(long ms, boolean isWoken, long seen) {
        long end = System.nanoTime() + ms * 1_000_000;
        synchronized (bell) {
            for (long left; (left = (end - System.nanoTime()) / 1_000_000) > 0 && !(isWoken && works != seen); ) {
                try {
                    bell.wait(left);
                } catch (InterruptedException error) {
                    return;
                }
            }
        }
    }

    /** Any call with the key shows KCS that this agent is up: what waited for it meanwhile comes at once. */
    private static boolean sayBack() throws Exception {
        Kcs.say("/v1/agent", null, null);
        return false;
    }

    /** Fetches what is missing, and does what the office does at once. A letter that is not right holds no other up. */
    private boolean workThrough() throws Exception {
        long now = System.currentTimeMillis();
        boolean isAny = false;
        for (Map<String, Object> letter : register.openLetters()) {
            String key = Json.text(letter, "deliveryKey");
            PutOff before = putOff.getOrDefault(key, new PutOff(0, 0));
            if (before.at > now) continue;
            isAny = true;
            try {
                dealWith(key, letter);
                putOff.remove(key);
            } catch (Kcs.Refused | Kcs.Spoilt error) {
                int tries = before.tries + 1;
                putOff.put(key, new PutOff(tries, now + Math.min(3600, 1L << Math.min(tries, 12)) * 1000));
                System.out.println(letter.get("reference") + ": " + error.getMessage());
                if (error instanceof Kcs.Spoilt && tries >= 5) giveUp(key);
            }
        }
        return isAny;
    }

    private void dealWith(String key, Map<String, Object> letter) throws Exception {
        Path folder = Settings.STATE.resolve("documents").resolve(key);
        Files.createDirectories(folder);
        for (Map<String, Object> document : Json.objects(Json.object(letter, "envelope"), "documents")) {
            String sha256 = Json.text(document, "sha256");
            if (!Files.exists(folder.resolve(sha256))) Kcs.fetch(Json.text(document, "href"), sha256, folder.resolve(sha256));
        }
        int index = 0;
        for (Map<String, Object> act : Office.atOnce(letter)) actUnlessConflict(key, act, "at-once-" + index++);
        register.settle(key);
        wake();
    }

    private void giveUp(String key) throws IOException {
        String reason = "A document is not what it is said to be.";
        actUnlessConflict(key, Json.of("kind", "refused", "code", "unreadable", "reason", reason), "unreadable");
        wake();
    }

    private void actUnlessConflict(String key, Map<String, Object> act, String reportKey) throws IOException {
        try {
            register.act(key, act, reportKey);
        } catch (Register.Conflict conflict) {
            // Recalled, or somebody at the desk was faster.
        }
    }

    /** Tells KCS what is owed, up to a hundred reports in one call, and crosses off what it confirms. */
    private boolean tellByCallBack() throws Exception {
        List<Map<String, Object>> owed = register.owed(batch);
        if (owed.isEmpty()) return false;
        List<Map<String, Object>> reports = new ArrayList<>();
        for (Map<String, Object> one : owed) {
            Map<String, Object> report = Json.of("key", one.get("key"), "deliveryKey", one.get("deliveryKey"));
            report.putAll(asCallBack(Json.object(one, "body")));
            reports.add(report);
        }
        Map<Integer, String> rejected;
        try {
            rejected = Kcs.callBack(reports);
        } catch (Kcs.Refused refused) {
            batch = Math.max(1, batch / 2);
            throw new Kcs.Later(refused.getMessage() + "; fewer in one call", 0);
        }
        Map<String, String> faults = new LinkedHashMap<>();
        for (int place = 0; place < owed.size(); place++) faults.put(Json.text(owed.get(place), "key"), rejected.get(place));
        crossOff(faults);
        batch = 100;
        return true;
    }

    /** A report as a call-back has it: the desk's members stand below `desk`. */
    private static Map<String, Object> asCallBack(Map<String, Object> body) {
        if (!List.of("movement", "filed").contains(body.get("kind"))) return body;
        Map<String, Object> report = new LinkedHashMap<>(body);
        report.put("desk", Json.of("from", report.remove("from"), "to", report.remove("to"), "file", report.remove("file")));
        return report;
    }

    /** Tells KCS what is owed by an agent that fetches, each report as a call of its own. */
    private boolean tellOneByOne() throws Exception {
        List<Map<String, Object>> owed = register.owed(100);
        for (Map<String, Object> one : owed) {
            String key = Json.text(one, "key");
            Map<String, Object> report = new LinkedHashMap<>(Json.object(one, "body"));
            String kind = (String) report.remove("kind");
            boolean hasKey = !kind.equals("received") && !kind.equals("withdrawn");
            String fault = null;
            try {
                String path = "/v1/agent/inwards/" + Kcs.encode(Json.text(one, "tapal")) + "/" + CALLS.get(kind);
                Kcs.say(path, report, hasKey ? key : null);
            } catch (Kcs.Refused refused) {
                fault = refused.code();
            }
            crossOff(Collections.singletonMap(key, fault));
        }
        return !owed.isEmpty();
    }

    private void crossOff(Map<String, String> faults) throws IOException {
        register.told(faults);
        faults.forEach((key, fault) -> {
            if (fault != null) System.out.println("report " + key + " stands against the record: " + fault);
        });
    }

    /** Comes for letters. The name of a fetching changes with what is kept, so that one that broke off is repeated. */
    private boolean come() throws Exception {
        String claim = (Settings.PREFIX + "-" + register.count()).replaceAll("[^A-Za-z0-9_-]", "-");
        Map<String, Object> page = Kcs.say("/v1/agent/inwards?limit=" + PAGE + "&leaseSeconds=60&claim=" + claim, null, null);
        List<Map<String, Object>> items = Json.objects(page, "items");
        List<Map<String, Object>> withdrawals = Json.objects(page, "withdrawals");
        boolean isAnyNew = false;
        for (Map<String, Object> item : items) {
            if (!Server.isLetter(item)) throw new Kcs.Later("KCS gave out what is no letter", 0);
            String tapal = (String) item.remove("id");
            item.remove("lease");
            isAnyNew |= register.arrive(item, Office.refusalOf(item), tapal).isNew();
        }
        for (Map<String, Object> one : withdrawals) register.withdraw(Json.text(one, "deliveryKey"), Json.text(one, "id"));
        if (!items.isEmpty() || !withdrawals.isEmpty()) wake();
        // What comes again is still to be confirmed by the reports; nothing else comes before.
        return isAnyNew && Boolean.TRUE.equals(page.get("more"));
    }
}
