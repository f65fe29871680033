package org.lienthong.gateway.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code strace -f -yy}, or two when another process came between.
 *
 * @param begun number of the line at which the kernel was asked
 * @param ended number of the line at which it had answered
 * @param arguments as written; descriptors with their path or addresses
 */
record SystemCall(int begun, int ended, String process, String name, String arguments, String result) {

    private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (.*)", Pattern.DOTALL);
    private static final Pattern BEGIN = Pattern.compile("(\\d+) +(\\w+)\\((.*?) *<unfinished \\.\\.\\.>");
    private static final Pattern END = Pattern.compile("(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)\\) += (.*)");

    /** @return every call that came to its end, in the order of their beginnings */
    static List<SystemCall> read(List<String> trace) {
        List<SystemCall> calls = new ArrayList<>();
        Map<String, SystemCall> open = new HashMap<>();
        for (int line = 0; line < trace.size(); line++) {
            Matcher begin = BEGIN.matcher(trace.get(line));
            Matcher end = END.matcher(trace.get(line));
            Matcher whole = WHOLE.matcher(trace.get(line));
            if (begin.matches()) {
                open.put(begin.group(1), new SystemCall(line, -1, begin.group(1), begin.group(2), begin.group(3), ""));
            } else if (end.matches()) {
                SystemCall call = open.remove(end.group(1));
                if (call != null && call.name().equals(end.group(2))) {
                    calls.add(new SystemCall(
                            call.begun(),
                            line,
                            call.process(),
                            call.name(),
                            call.arguments() + end.group(3),
                            end.group(4)));
                }
            } else if (whole.matches()) {
                calls.add(new SystemCall(line, line, whole.group(1), whole.group(2), whole.group(3), whole.group(4)));
            }
        }
        calls.sort((a, b) -> Integer.compare(a.begun(), b.begun()));
        return calls;
    }

    boolean isSync() {
        return (name.equals("fsync") || name.equals("fdatasync")) && result.equals("0");
    }

    boolean isRename() {
        return name.startsWith("rename") && result.equals("0");
    }

    boolean isWrite() {
        return name.startsWith("write") || name.startsWith("pwrite") || name.startsWith("send");
    }

    /** @return whether this had begun only when the other was over */
    boolean after(SystemCall other) {
        return begun > other.ended;
    }
}
