package org.lienthong.gateway;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lienthong.gateway.assembly.QueueRepair;
import org.lienthong.gateway.configuration.ConfigurationFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes every token again from the database. */
@Command(
        name = "rebuild-queues",
        description = "Tạo lại hàng đợi từ cơ sở dữ liệu / make the queues again from the database",
        mixinStandardHelpOptions = true)
final class RebuildQueuesCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "tệp cấu hình của serve / the configuration file of serve")
    private Path config = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        long rows = QueueRepair.rebuild(ConfigurationFile.read(config));
        spec.commandLine().getOut().printf("%d lượt gửi được xếp lại hàng / %d deliveries queued again%n", rows, rows);
        return 0;
    }
}
