package org.lienthong.gateway.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Promise 1 of the bus as a judgement on a trace: when the first byte of the receipt leaves, each content object is synced,
 * renamed and its folder synced; then the log of the database has taken the document's row and is synced.
 *
 * @param messageId in the row; unique in the trace
 * @param objects digests of the content, which are their file names
 * @param port of the bus
 */
record SyncOrder(String messageId, List<String> objects, int port) {

    private static final Pattern PATHS = Pattern.compile("\"([^\"]+)\".*\"([^\"]+)\"[^\"]*");

    /** @return what is wrong with the order; empty if nothing is */
    List<String> problems(List<SystemCall> calls) {
        List<String> problems = new ArrayList<>();
        Optional<SystemCall> answer = first(calls, this::isAnswer);
        if (answer.isEmpty()) {
            return List.of("no answer was written to a socket of port " + port);
        }
        Optional<SystemCall> row = first(
                calls,
                call -> call.isWrite()
                        && call.arguments().contains("/pg_wal/")
                        && call.arguments().contains(messageId));
        if (row.isEmpty() || !answer.get().after(row.get())) {
            problems.add("the row of " + messageId + " was not in the database's log before the answer");
        } else if (none(calls, call -> syncs(call, "/pg_wal/") && between(row.get(), call, answer.get()))) {
            problems.add("the database's log was not synced between the row of " + messageId + " and the answer");
        }
        SystemCall before = row.filter(answer.get()::after).orElse(answer.get());
        objects.forEach(object -> problems.addAll(problems(calls, object, before)));
        return problems;
    }

    private boolean isAnswer(SystemCall call) {
        return call.isWrite()
                && call.arguments().contains("\"HTTP/1.1 ")
                && !call.arguments().contains("\"HTTP/1.1 100")
                && (call.arguments().matches("(?s)\\d+<TCP(v6)?:\\[\\S*:" + port + "->.*")
                        || call.arguments().matches("(?s)\\d+<socket:\\[.*"));
    }

    private static List<String> problems(List<SystemCall> calls, String object, SystemCall before) {
        Optional<SystemCall> rename =
                first(calls, call -> call.isRename() && call.arguments().contains("/" + object + "\""));
        Matcher paths = PATHS.matcher(rename.map(SystemCall::arguments).orElse(""));
        if (rename.isEmpty() || !paths.find()) {
            return List.of("object " + object + " never got its name");
        }
        String source = paths.group(1);
        String folder = paths.group(2).substring(0, paths.group(2).lastIndexOf('/'));
        List<String> problems = new ArrayList<>();
        if (none(calls, call -> syncs(call, "<" + source + ">") && rename.get().after(call))) {
            problems.add("object " + object + " got its name before it was synced");
        }
        if (none(calls, call -> syncs(call, "<" + folder + ">") && between(rename.get(), call, before))) {
            problems.add("the folder of object " + object + " was not synced between its rename and " + before.name());
        }
        return problems;
    }

    private static boolean syncs(SystemCall call, String what) {
        return call.isSync() && call.arguments().contains(what);
    }

    private static boolean between(SystemCall first, SystemCall call, SystemCall last) {
        return call.after(first) && last.after(call);
    }

    private static Optional<SystemCall> first(List<SystemCall> calls, Predicate<SystemCall> wanted) {
        return calls.stream().filter(wanted).findFirst();
    }

    private static boolean none(List<SystemCall> calls, Predicate<SystemCall> wanted) {
        return calls.stream().noneMatch(wanted);
    }
}
