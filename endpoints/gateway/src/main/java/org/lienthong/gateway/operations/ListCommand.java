package org.lienthong.gateway.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What operators did, the latest first. */
@Command(
        name = "list",
        description = "Các thay đổi gần đây, mới nhất trước / recent changes, the latest first",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private Desk desk = new Desk();

    @Option(names = "--most", defaultValue = "50", paramLabel = "N", description = "nhiều nhất / at most")
    private int most = 50;

    @Override
    public Integer call() {
        return desk.at(open -> {
            open.changes().latest(most).forEach(desk::print);
            return 0;
        });
    }
}
