package org.lienthong.gateway;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.tracking.Balance;
import org.lienthong.gateway.assembly.BookKeeping;
import org.lienthong.gateway.configuration.ConfigurationFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows that nothing was lost and nothing doubled, from the lines of evidence. */
@Command(
        name = "conservation",
        description = "Đối chiếu: không mất, không trùng / nothing lost, nothing doubled: the books, from the evidence",
        mixinStandardHelpOptions = true)
final class ConservationCommand implements Callable<Integer> {

    private static final int UNBALANCED = 1;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "tệp cấu hình của serve / the configuration file of serve")
    private Path config = Path.of("");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "nhận từ lúc / accepted from, e.g. 2026-11-01T00:00:00+07:00; else from the first document")
    private @Nullable OffsetDateTime from;

    @Option(names = "--to", paramLabel = "TIME", description = "đến trước lúc / accepted before; else now")
    private @Nullable OffsetDateTime to;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-24s %12s %12s %12s  %s%n", "đến / until", "văn bản", "nơi nhận", "còn mở", "");
        Balance books = BookKeeping.draw(
                ConfigurationFile.read(config), time(from), time(to), (until, day) -> printDay(out, until, day));
        out.printf("%nvăn bản / documents            %,12d%n", books.documents());
        out.printf("nơi nhận / recipients promised %,12d%n", books.promised());
        out.printf("  từ chối ngay / turned away   %,12d%n", books.turnedAway());
        out.printf("  đã nhận / taken              %,12d%n", books.taken());
        out.printf("  bị từ chối / refused         %,12d%n", books.refused());
        out.printf("  hết hạn / expired            %,12d%n", books.expired());
        out.printf("  đã lấy lại / recalled        %,12d%n", books.recalled());
        out.printf("  còn mở / open                %,12d%n", books.open());
        books.faults()
                .forEach(fault -> out.printf("✘ %s  %s  (event %s)%n", fault.what(), fault.detail(), fault.event()));
        out.println(books.holds() ? "✔ Cân đối / the books balance" : "✘ KHÔNG CÂN ĐỐI / THE BOOKS DO NOT BALANCE");
        return books.holds() ? 0 : UNBALANCED;
    }

    private static void printDay(PrintWriter out, Instant until, Balance day) {
        out.printf(
                "%-24s %,12d %,12d %,12d  %s%n",
                until, day.documents(), day.promised(), day.open(), day.holds() ? "✔" : "✘");
        out.flush();
    }

    private static Optional<Instant> time(@Nullable OffsetDateTime written) {
        return Optional.ofNullable(written).map(OffsetDateTime::toInstant);
    }
}
