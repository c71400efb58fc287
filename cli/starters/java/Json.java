// Reads and writes JSON: objects are maps, arrays lists, numbers BigDecimals.

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class Json {
    private static final int DEEPEST = 64;
    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** Throws IllegalArgumentException for what is no JSON. */
    static Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.blank();
        if (json.at < text.length()) throw json.fault();
        return value;
    }

    /** Reads an object; throws IllegalArgumentException for anything else. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> map) return (Map<String, Object>) map;
        throw new IllegalArgumentException("no object");
    }

    /** The object at this member; empty if there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value, String member) {
        return value instanceof Map<?, ?> map && map.get(member) instanceof Map<?, ?> inner ? (Map<String, Object>) inner : Map.of();
    }

    /** The objects of the list at this member; empty if there is none. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> value, String member) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (value.get(member) instanceof List<?> list)
            for (Object one : list) if (one instanceof Map<?, ?> map) objects.add((Map<String, Object>) map);
        return objects;
    }

    /** The text at this member, or null. */
    static String text(Map<String, Object> value, String member) {
        return value.get(member) instanceof String string ? string : null;
    }

    /** An object of these names and values in turn, without those whose value is null. */
    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) if (pairs[i + 1] != null) map.put((String) pairs[i], pairs[i + 1]);
        return map;
    }

    static String write(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String before = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before);
                quote((String) entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                before = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (int i = 0; i < list.size(); i++) {
                if (i > 0) out.append(',');
                write(list.get(i), out);
            }
            out.append(']');
        } else if (value instanceof String string) quote(string, out);
        else out.append(value);
    }

    // All but ASCII is written by its number, so that also half a sign outlives any encoding.
    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char sign = string.charAt(i);
            if (sign == '"' || sign == '\\') out.append('\\').append(sign);
            else if (sign < ' ' || sign > '~') out.append(String.format("\\u%04x", (int) sign));
            else out.append(sign);
        }
        out.append('"');
    }

    private Object value() {
        blank();
        switch (peek()) {
            case '{':
                return object();
            case '[':
                return list();
            case '"':
                return string();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> object() {
        Map<String, Object> map = new LinkedHashMap<>();
        enter();
        if (isNext('}')) return leave(map);
        do {
            blank();
            String name = string();
            if (!isNext(':')) throw fault();
            map.put(name, value());
        } while (isNext(','));
        if (!isNext('}')) throw fault();
        return leave(map);
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        enter();
        if (isNext(']')) return leave(list);
        do list.add(value());
        while (isNext(','));
        if (!isNext(']')) throw fault();
        return leave(list);
    }

    private String string() {
        if (peek() != '"') throw fault();
        StringBuilder out = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            char sign = peek();
            if (sign < ' ') throw fault();
            out.append(sign == '\\' ? escaped() : sign);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        at++;
        int plain = "\"\\/bfnrt".indexOf(peek());
        if (plain >= 0) return "\"\\/\b\f\n\r\t".charAt(plain);
        if (peek() != 'u' || at + 4 >= text.length()) throw fault();
        String digits = text.substring(at + 1, at + 5);
        if (!digits.matches("[0-9a-fA-F]{4}")) throw fault();
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private BigDecimal number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
        if (at - from > 40) throw fault();
        try {
            return new BigDecimal(text.substring(from, at));
        } catch (NumberFormatException error) {
            throw fault();
        }
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) throw fault();
        at += word.length();
        return value;
    }

    private void enter() {
        at++;
        if (++depth > DEEPEST) throw fault();
    }

    private <T> T leave(T value) {
        depth--;
        return value;
    }

    private boolean isNext(char sign) {
        blank();
        if (at >= text.length() || text.charAt(at) != sign) return false;
        at++;
        return true;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char peek() {
        if (at >= text.length()) throw fault();
        return text.charAt(at);
    }

    private IllegalArgumentException fault() {
        return new IllegalArgumentException("no JSON at sign " + at);
    }
}
