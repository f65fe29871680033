package org.lienthong.client.command;

import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine.Option;

/** Which bus, whose key, and for whom to print. */
final class BusOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "client.properties",
            description = {
                "Tệp cấu hình, mặc định ${DEFAULT-VALUE} trong thư mục hiện tại.",
                "Configuration file, default ${DEFAULT-VALUE} in this folder."
            })
    private Path config = Path.of("");

    @Option(
            names = "--json",
            description = {
                "In kết quả cho máy đọc: mỗi kết quả một dòng JSON.",
                "Results for programs: one JSON object a line."
            })
    private boolean json;

    Connection connection() {
        return new Connection(ClientConfiguration.read(config), InstantSource.system());
    }

    Console console() {
        return Console.open(json, InstantSource.system());
    }
}
