// The settings of the agent, from the environment.

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

final class Settings {
    static final String KCS_URL = of("KCS_URL", "").replaceAll("/+$", "");
    static final String KCS_API_KEY = of("KCS_API_KEY", "");
    static final String KCS_SECRET = of("KCS_SECRET", "");
    static final String KCS_ENDPOINT = of("KCS_ENDPOINT", "");

    /** push: KCS calls this agent. pull: this agent comes for its letters. */
    static final String MODE = of("MODE", "{{mode}}");
    /** Codes of the offices served, with commas; all if empty. */
    static final List<String> OFFICES = Arrays.stream(of("OFFICES", "").split(",")).filter(code -> !code.isEmpty()).toList();
    static final String PREFIX = of("PREFIX", "{{name}}").toUpperCase(Locale.ROOT);
    static final boolean ACKNOWLEDGE_AT_ONCE = of("ACKNOWLEDGE_AT_ONCE", "").equals("1");

    static final String HOST = of("HOST", "127.0.0.1");
    static final int PORT = Integer.parseInt(of("PORT", "8801"));
    static final String BASE_PATH = of("BASE_PATH", "").replaceAll("/+$", "");
    /** The desk is for this machine alone. Its port also keeps a second agent from the same register. */
    static final int DESK_PORT = Integer.parseInt(of("DESK_PORT", "8802"));
    static final long COME_EVERY_MS = Math.round(Double.parseDouble(of("COME_EVERY_SECONDS", "60")) * 1000);

    static final Path STATE = Path.of(of("STATE", "state"));

    private Settings() {}

    /** The settings without which the agent cannot work. */
    static List<String> missing() {
        List<String> needed =
                isPush() ? List.of("KCS_URL", "KCS_API_KEY", "KCS_SECRET", "KCS_ENDPOINT") : List.of("KCS_URL", "KCS_API_KEY");
        return needed.stream().filter(name -> of(name, "").isEmpty()).toList();
    }

    static boolean isPush() {
        return MODE.equals("push");
    }

    private static String of(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
