package org.lienthong.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.lienthong.message.identity.RequestId;
import org.lienthong.simulator.vectors.Vectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "vectors",
        description =
                "Makes signed requests and answers, right and wrong, with their keys, for whoever writes a client.")
final class VectorsCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, description = "Folder to make.")
    private Path out = Path.of(".");

    @Option(
            names = "--at",
            defaultValue = "2026-11-24T05:00:00Z",
            description = "When they are signed, default ${DEFAULT-VALUE}.")
    private Instant at = Instant.EPOCH;

    @Option(
            names = "--request-id",
            defaultValue = "vector-1",
            description = "RequestId of every request, default ${DEFAULT-VALUE}.")
    private String requestId = "";

    @Override
    public Integer call() throws IOException {
        new Vectors(at, new RequestId(requestId)).make(out);
        return 0;
    }
}
