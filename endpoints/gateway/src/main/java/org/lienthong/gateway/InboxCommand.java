package org.lienthong.gateway;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lienthong.exchange.courier.InboxDesk;
import org.lienthong.gateway.assembly.InboxKeeping;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.message.identity.OrganId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Inboxes: how they fare, once more from the start, and stop. */
@Command(
        name = "inbox",
        description = "Hộp thư của các cơ quan / the agencies' inboxes",
        mixinStandardHelpOptions = true,
        subcommands = {InboxCommand.List.class, InboxCommand.Retry.class, InboxCommand.Suspend.class})
final class InboxCommand implements Callable<Integer> {

    private static final int NONE = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return NONE;
    }

    /** What every one of them asks. */
    private abstract static class Act implements Callable<Integer> {

        @Option(
                names = "--config",
                required = true,
                paramLabel = "FILE",
                description = "tệp cấu hình của serve / the configuration file of serve")
        private Path config = Path.of("");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        GatewayConfiguration configuration() {
            return ConfigurationFile.read(config);
        }

        PrintWriter out() {
            return spec.commandLine().getOut();
        }
    }

    @Command(
            name = "list",
            description = "Tình trạng từng hộp thư / how each inbox fares",
            mixinStandardHelpOptions = true)
    static final class List extends Act {

        @Override
        public Integer call() {
            InboxKeeping.at(configuration(), InboxDesk::list).forEach(line -> out().println(text(line)));
            out().flush();
            return 0;
        }

        private static String text(InboxDesk.Line line) {
            String alarm = line.alarmAt().map(at -> "  BÁO ĐỘNG/ALARM " + at).orElse("");
            String failure = line.lastFailure().map(last -> "  " + last).orElse("");
            return line.organ() + "  " + line.mode() + "  " + line.state() + "  " + line.address()
                    + "  thành công/success "
                    + line.succeededAt().map(Object::toString).orElse("–") + "  lỗi liên tiếp/failures "
                    + line.failures() + failure + "  đang chờ/waiting " + line.waiting() + "  để riêng/put aside "
                    + line.putAside() + alarm;
        }
    }

    /** An act on one inbox. */
    private abstract static class OneInbox extends Act {

        @Parameters(paramLabel = "ORGAN", description = "mã cơ quan / code of the agency")
        private String organ = "";

        OrganId organ() {
            return new OrganId(organ);
        }

        int unknown() {
            out().printf("%s không có hộp thư / has no inbox%n", organ);
            out().flush();
            return NONE;
        }
    }

    @Command(
            name = "retry",
            description =
                    "Gửi lại từ đầu, cả văn bản đã để riêng / once more from the start, what was put aside included",
            mixinStandardHelpOptions = true)
    static final class Retry extends OneInbox {

        @Override
        public Integer call() {
            Optional<Integer> putAside = InboxKeeping.at(configuration(), desk -> desk.retry(organ()));
            if (putAside.isEmpty()) {
                return unknown();
            }
            out().printf(
                            "%s: gọi lại ngay, %d lượt gửi đã để riêng được đẩy lại / called again, %d deliveries put aside are"
                                    + " pushed again%n",
                            organ(), putAside.get(), putAside.get());
            out().flush();
            return 0;
        }
    }

    @Command(
            name = "suspend",
            description = "Ngừng gọi cho đến lệnh retry / no more calls until retry",
            mixinStandardHelpOptions = true)
    static final class Suspend extends OneInbox {

        @Override
        public Integer call() {
            if (!InboxKeeping.at(configuration(), desk -> desk.suspend(organ()))) {
                return unknown();
            }
            out().printf("%s: ngừng gọi cho đến lệnh inbox retry / no more calls until inbox retry%n", organ());
            out().flush();
            return 0;
        }
    }
}
