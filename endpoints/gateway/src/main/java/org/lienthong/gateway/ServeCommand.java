package org.lienthong.gateway;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves until the JVM is told to end. */
@Command(
        name = "serve",
        description = "Phục vụ theo tệp cấu hình / serve as the configuration file says",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "YAML hoặc .properties / YAML or .properties")
    private Path config = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        GatewayConfiguration configuration = ConfigurationFile.read(config);
        LOG.info("Configuration in force, from {}:\n{}", config, ConfigurationFile.describe(configuration));
        RunningBus bus = RunningBus.start(configuration);
        bus.closeWithJvm();
        LOG.info("{} serves at {} (WSDL: {}?wsdl)", configuration.bus(), bus.exchange(), bus.exchange());
        new CountDownLatch(1).await();
        return 0;
    }
}
