package org.lienthong.gateway.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What waits for a second operator. */
@Command(name = "pending", description = "Các đề xuất đang chờ / proposals that wait", mixinStandardHelpOptions = true)
final class PendingCommand implements Callable<Integer> {

    @Mixin
    private Desk desk = new Desk();

    @Override
    public Integer call() {
        return desk.at(open -> {
            open.changes().pending().forEach(desk::print);
            return 0;
        });
    }
}
